using Practice.Hosting;

namespace Practice.Web;

/// <summary>The web app's settings.</summary>
internal sealed class WebOptions : ProcessSettings
{
    /// <summary>Where the public API is: the gateway.</summary>
    public string Api { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The address that the world knows, where a sign-in comes back to. Absent: whatever address the reader came by.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Who says who somebody is. Absent or <see cref="PublicUrl"/>: the gateway, at the pages' own address.</summary>
    public string? Issuer { get; init; }

    public SignInOptions SignIn { get; init; } = new();

    /// <summary>The unit of the first page. A network without it shows its first active centre.</summary>
    public string HomeUnit { get; init; } = "321203";

    /// <summary>How long a page is kept and given to everybody who asks for it; zero = not at all.</summary>
    public TimeSpan PageLife { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long one attempt to reach the API may take; a page needs at most two.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <exception cref="SettingException">Names the first setting that cannot be, and the cure.</exception>
    public static WebOptions Read(IConfiguration configuration)
    {
        var options = Bind<WebOptions>(configuration);
        if (!Uri.TryCreate(options.Api, UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
            throw new SettingException("Practice:Api", $"'{options.Api}' is not an absolute http or https address.");
        foreach (var (name, address) in new[] { ("Practice:PublicUrl", options.PublicUrl), ("Practice:Issuer", options.Issuer) })
            if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out var known) || (known.Scheme != "https" && !(known.Scheme == "http" && known.IsLoopback))))
                throw new SettingException(name, $"'{address}' is no absolute https address; plain http is for loopback only.");
        options.SignIn.Check(options.Production);
        if (!Board.BoardAddress.IsUnit(options.HomeUnit)) throw new SettingException("Practice:HomeUnit", $"'{options.HomeUnit}' is not the code of a unit.");
        if (options.PageLife < TimeSpan.Zero || options.PageLife > TimeSpan.FromMinutes(5)) throw new SettingException("Practice:PageLife", "from 00:00:00 to 00:05:00.");
        if (options.Patience <= TimeSpan.Zero || options.Patience > TimeSpan.FromSeconds(30)) throw new SettingException("Practice:Patience", "above zero and at most 00:00:30.");
        return options;
    }
}
