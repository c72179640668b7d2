using System.Net;
using System.Net.Http.Headers;
using Practice.Web.SignIn;

namespace Practice.Web.Api;

/// <summary>The API in the name of whoever is signed in.</summary>
/// <remarks>What is refused is an outcome; a token that is not taken any more is <see cref="SessionOverException"/>; no answer is <see cref="ApiDownException"/>.</remarks>
internal sealed class OwnApi(HttpClient http)
{
    /// <summary>Who a token says it is.</summary>
    public Task<Outcome<MeView>> Me(string token, CancellationToken cancellation) => Ask<MeView>(token, HttpMethod.Get, "me", null, null, null, cancellation);

    public Task<Outcome<T>> Get<T>(SignedIn who, string address, CancellationToken cancellation) where T : class => Ask<T>(who.Token, HttpMethod.Get, address, null, null, null, cancellation);

    /// <summary>What is not there, or not for this person, is null.</summary>
    public async Task<T?> Find<T>(SignedIn who, string address, CancellationToken cancellation) where T : class => (await Get<T>(who, address, cancellation)).Value;

    /// <param name="key">The form's own: sent twice it is done once.</param>
    /// <param name="match">The version that was seen, where the address wants one.</param>
    public Task<Outcome<T>> Send<T>(SignedIn who, HttpMethod method, string address, object? body, string key, CancellationToken cancellation, string? match = null) where T : class =>
        Ask<T>(who.Token, method, address, body, key, match, cancellation);

    /// <summary>A file, sent as it is.</summary>
    public async Task<Outcome<T>> SendFile<T>(SignedIn who, string address, Stream file, string type, string key, CancellationToken cancellation) where T : class
    {
        var request = Request(who.Token, HttpMethod.Post, address);
        request.Content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        var answer = await http.Ask<T>(request, null, key, cancellation);
        return answer.Problem is { Status: StatusCodes.Status401Unauthorized } ? throw new SessionOverException() : answer;
    }

    /// <summary>Whether the gateway is ready: it and its identity store answer.</summary>
    public async Task<bool> Ready(CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (ApiCall.IsDown(failure, cancellation))
        {
            return false;
        }
    }

    /// <summary>A file as it comes, for whoever is signed in to keep; or why not. The caller lets go of it.</summary>
    public async Task<HttpResponseMessage> Stream(SignedIn who, string address, CancellationToken cancellation)
    {
        using var request = Request(who.Token, HttpMethod.Get, address);
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode || answer.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.Unauthorized) return answer;
            answer.Dispose();
            throw answer.StatusCode == HttpStatusCode.Unauthorized ? new SessionOverException() : new HttpRequestException($"Status {(int)answer.StatusCode}.");
        }
        catch (Exception failure) when (ApiCall.IsDown(failure, cancellation))
        {
            throw ApiCall.Down(request, failure);
        }
    }

    private async Task<Outcome<T>> Ask<T>(string token, HttpMethod method, string address, object? body, string? key, string? match, CancellationToken cancellation) where T : class
    {
        var request = Request(token, method, address);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        var answer = await http.Ask<T>(request, body, key, cancellation);
        return answer.Problem is { Status: StatusCodes.Status401Unauthorized } ? throw new SessionOverException() : answer;
    }

    private static HttpRequestMessage Request(string token, HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
