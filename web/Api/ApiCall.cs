using System.Net;
using System.Text.Json;

namespace Practice.Web.Api;

/// <summary>How the API is reached and asked, in whosever name.</summary>
internal static class ApiCall
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Connections are renewed, so that a name that moved is followed.</summary>
    public static SocketsHttpHandler Wire(WebOptions options) => new()
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <param name="largest">What is larger is no answer.</param>
    public static void Reach(this HttpClient http, WebOptions options, long largest)
    {
        http.BaseAddress = new Uri(options.Api.TrimEnd('/') + "/api/v1/");
        http.MaxResponseContentBufferSize = largest;
        http.Timeout = (options.Patience * 2) + TimeSpan.FromSeconds(1);
    }

    /// <summary>A question that may be refused. What is refused is an outcome; what gets no answer is <see cref="ApiDownException"/>.</summary>
    public static async Task<Outcome<T>> Ask<T>(this HttpClient http, HttpRequestMessage request, object? body, string? key, CancellationToken cancellation) where T : class
    {
        using (request)
            try
            {
                if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Json);
                if (key is not null) request.Headers.Add(OneRetry.Key, key);
                using var answer = await http.SendAsync(request, cancellation);
                if (answer.StatusCode == HttpStatusCode.NoContent) return new(null, null);
                if (answer.IsSuccessStatusCode) return new(await answer.Content.ReadFromJsonAsync<T>(Json, cancellation), null);
                if ((int)answer.StatusCode is >= 400 and < 500) return new(null, await Problem(answer, cancellation));
                throw new HttpRequestException($"Status {(int)answer.StatusCode}.");
            }
            catch (Exception failure) when (IsDown(failure, cancellation))
            {
                throw Down(request, failure);
            }
    }

    public static bool IsDown(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or JsonException or TimeoutException or IOException or NotSupportedException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    // What is asked for may be personal: the address alone is told.
    public static ApiDownException Down(HttpRequestMessage request, Exception failure) => new(request.RequestUri!.OriginalString.Split('?')[0], failure);

    private static async Task<ProblemView> Problem(HttpResponseMessage answer, CancellationToken cancellation) =>
        (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? await answer.Content.ReadFromJsonAsync<ProblemView>(Json, cancellation) : null)
            is { } said ? said with { Status = (int)answer.StatusCode } : new(null, (int)answer.StatusCode, null);
}
