using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>An application that people sign in to, by authorization code with PKCE (RFC 7636): one of <c>Practice:Clients</c>.</summary>
internal sealed class ClientOptions
{
    public const string Web = "web";

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Absent: a public client, which holds no secret (a page, an app).</summary>
    public string? Secret { get; init; }

    /// <summary>The only addresses that a sign-in goes back to, compared as they are written.</summary>
    public string[] RedirectUris { get; init; } = [];

    /// <summary>Where a sign-out may go back to.</summary>
    public string[] SignedOutUris { get; init; } = [];

    public static ClientOptions Pages(string publicUrl) => new()
    {
        Id = Web, Name = "Practice", RedirectUris = [publicUrl.TrimEnd('/') + "/signed-in"], SignedOutUris = [publicUrl.TrimEnd('/') + "/"],
    };

    internal void Check()
    {
        if (Id.Length is 0 or > 60 || Id.StartsWith("sa-", StringComparison.Ordinal) || !Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw new SettingException("Practice:Clients", $"'{Id}' is no Id: 1 to 60 letters, digits, '-' and '.', not beginning with 'sa-'.");
        if (Secret is { Length: < 24 }) throw new SettingException("Practice:Clients", $"the secret of '{Id}' is shorter than 24 characters: openssl rand -base64 32.");
        if (RedirectUris.Length == 0) throw new SettingException("Practice:Clients", $"'{Id}' has no RedirectUris.");
        foreach (var address in RedirectUris.Concat(SignedOutUris))
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0 || (uri.Scheme == "http" && !uri.IsLoopback))
                throw new SettingException("Practice:Clients", $"'{address}' of '{Id}' must be absolute, without a fragment, and https unless it is loopback or an app's own scheme.");
    }
}
