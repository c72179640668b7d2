using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>Who sends codes to phones: section <c>Practice:Codes</c>. Absent: outside production an operator reads them, in production nobody gets one.</summary>
internal sealed class CodeOptions
{
    /// <summary>Takes <c>POST { phone, code, minutes }</c> as JSON and answers 2xx when the message is on its way.</summary>
    public string? Url { get; init; }

    /// <summary>Sent to the provider as a bearer token.</summary>
    public string? Token { get; init; }

    internal void Check()
    {
        if (Url is null) return;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || (address.Scheme != "https" && !(address.Scheme == "http" && address.IsLoopback)))
            throw new SettingException("Practice:Codes:Url", "an https address is needed: codes and phones travel in it.");
    }
}
