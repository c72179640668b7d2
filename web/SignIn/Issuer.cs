using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Practice.Web.Api;

namespace Practice.Web.SignIn;

/// <summary>Where the issuer asks people who they are, gives tokens, and ends a sign-in.</summary>
internal sealed record IssuerAddresses(string Authorize, string Token, string? SignOut);

/// <summary>Tokens as they were given out (RFC 6749 §5.1).</summary>
/// <param name="SignedInAt">When the person showed who he is (<c>auth_time</c>), in seconds since 1970; null where the issuer does not say.</param>
internal sealed record Tokens(string Access, string? Refresh, TimeSpan Life, long? SignedInAt = null);

/// <summary>
/// The issuer (OpenID Connect Discovery). The gateway's own is reached at the pages' address by browsers and at the API's by this process;
/// another says by itself where it is.
/// </summary>
internal sealed class Issuer(HttpClient http, WebOptions options, TimeProvider time)
{
    private static readonly TimeSpan Known = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(5);
    private (IssuerAddresses Addresses, long At)? _read;

    public bool IsElsewhere => options.Issuer is { } issuer && !string.Equals(issuer.TrimEnd('/'), options.PublicUrl?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ApiDownException">An issuer elsewhere does not say.</exception>
    public async ValueTask<IssuerAddresses> Addresses(CancellationToken cancellation)
    {
        if (!IsElsewhere) return new("/connect/authorize", options.Api.TrimEnd('/') + "/connect/token", "/connect/sign-out");
        if (_read is { } read && time.GetElapsedTime(read.At) < Known) return read.Addresses;
        var document = await Ask(new HttpRequestMessage(HttpMethod.Get, options.Issuer!.TrimEnd('/') + "/.well-known/openid-configuration"), cancellation)
            ?? throw new ApiDownException("issuer", new HttpRequestException("No discovery document."));
        var found = new IssuerAddresses(
            Text(document, "authorization_endpoint") ?? throw Lacks("authorization_endpoint"), Text(document, "token_endpoint") ?? throw Lacks("token_endpoint"), Text(document, "end_session_endpoint"));
        _read = (found, time.GetTimestamp());
        return found;
    }

    /// <summary>Null: refused. A code or a refresh token counts once, so that nothing is asked twice here.</summary>
    /// <exception cref="ApiDownException">No answer that can be used.</exception>
    public async Task<Tokens?> Tokens(IEnumerable<KeyValuePair<string, string>> grant, CancellationToken cancellation)
    {
        var fields = grant.Append(new("client_id", options.SignIn.ClientId));
        if (options.SignIn.ClientSecret is { } secret) fields = fields.Append(new("client_secret", secret));
        var answer = await Ask(new HttpRequestMessage(HttpMethod.Post, (await Addresses(cancellation)).Token) { Content = new FormUrlEncodedContent(fields) }, cancellation);
        if (answer is not { } given || Text(given, "access_token") is not { } access) return null;
        return new(access, Text(given, "refresh_token"), given.TryGetProperty("expires_in", out var life) && life.TryGetInt32(out var seconds) ? TimeSpan.FromSeconds(seconds) : UsualLife,
            Text(given, "id_token") is { } identity ? SignedInAt(identity) : null);
    }

    // It comes from the issuer itself, over a connection of this process: its signature needs no second look (OpenID Connect Core §3.1.3.7).
    private static long? SignedInAt(string identity)
    {
        try
        {
            return identity.Split('.') is [_, var claims, _] && JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement.TryGetProperty("auth_time", out var at) && at.TryGetInt64(out var seconds) ? seconds : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<JsonElement?> Ask(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
            try
            {
                using var answer = await http.SendAsync(request, cancellation);
                if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return null;
                answer.EnsureSuccessStatusCode();
                return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            }
            catch (Exception failure) when (ApiCall.IsDown(failure, cancellation))
            {
                throw new ApiDownException("issuer", failure);
            }
    }

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ApiDownException Lacks(string what) => new("issuer", new HttpRequestException($"The discovery document has no {what}."));
}
