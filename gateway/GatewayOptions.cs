using System.Net;
using Npgsql;
using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>The gateway's settings.</summary>
internal sealed class GatewayOptions : ProcessSettings
{
    /// <summary>Most connections to PostgreSQL that a gateway holds; one more while it starts.</summary>
    public const int MostConnections = 20;

    /// <summary>Where the embedded identity store lies. Made when it is not there.</summary>
    public string DataFolder { get; init; } = ".data";

    /// <summary>The connection string of the production database. Absent: the embedded SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>The address that the world reaches this gateway by.</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Whose tokens count. Absent or <see cref="PublicUrl"/>: the gateway issues them itself; any other: an issuer elsewhere.</summary>
    public string? Issuer { get; init; }

    /// <summary>Addresses of the silos' API; a name that has several addresses (a headless service) is several silos. Absent: one on this machine.</summary>
    public string[] Silos { get; init; } = [];

    /// <summary>Address of the web app; several with commas between. Absent: there are no pages.</summary>
    public string? Web { get; init; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of the proxies in front, whose <c>X-Forwarded-*</c> are believed.</summary>
    public string[] KnownProxies { get; init; } = [];

    /// <summary>
    /// Where TLS ends, which production says aloud: <c>ingress</c> (in front, by proxies that <see cref="KnownProxies"/> names) or
    /// <c>kestrel</c> (here, by an https endpoint with a certificate).
    /// </summary>
    public string? Tls { get; init; }

    /// <summary>Allows discovery and key set over plain HTTP beyond loopback, inside a cluster whose network is trusted.</summary>
    public bool PlainHttpInside { get; init; }

    public bool Demo { get; init; }

    /// <summary>How long an access token lives, at most ten minutes: revoking a grant takes as long.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The policy of pages that send none of their own.</summary>
    public string ContentSecurityPolicy { get; init; } =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>32 bytes in Base64: seals phones and second factors in the identity store, the same on every gateway.</summary>
    public string? AccountKey { get; init; }

    /// <summary>Whether staff need a second factor: <c>optional</c>, or <c>staff</c>: without one a token carries no role.</summary>
    public string SecondFactor { get; init; } = "optional";

    /// <summary>The applications that people sign in to. Absent: the pages (<c>web</c>), public, back to <see cref="PublicUrl"/>.</summary>
    public ClientOptions[] Clients { get; init; } = [];

    public CodeOptions Codes { get; init; } = new();

    public NoticeOptions Notice { get; init; } = new();

    public LimitOptions Limits { get; init; } = new();

    public IReadOnlyList<string> SiloAddresses => Silos.Length > 0 ? Silos : ["http://127.0.0.1:5001"];

    public bool IssuesTokens => Issuer is null || Same(Issuer, PublicUrl);

    public string TokenIssuer => (Issuer ?? PublicUrl).TrimEnd('/') + "/";

    public IReadOnlyList<ClientOptions> AllClients => Clients.Any(client => client.Id == ClientOptions.Web) ? Clients : [ClientOptions.Pages(PublicUrl), .. Clients];

    public string IdentityFile => Path.Combine(DataFolder, "identity.db");

    public IReadOnlyList<string> WebAddresses => Web?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static bool IsLoopback(string address) => new Uri(address).IsLoopback;

    /// <summary>The connection string with what this process adds to it.</summary>
    public string? IdentityConnection => Postgres is null ? null : new NpgsqlConnectionStringBuilder(Postgres)
    {
        ApplicationName = "practice-gateway", MaxPoolSize = MostConnections, Multiplexing = false,
    }.ConnectionString;

    /// <exception cref="SettingException">Names the first setting that cannot be, and the cure.</exception>
    public static GatewayOptions Read(IConfiguration configuration)
    {
        var options = Bind<GatewayOptions>(configuration);
        options.Check();
        if (options.Production && options.Migrations != "only") options.CheckTls(configuration);
        if (options is { Production: true, IssuesTokens: true, AccountKey: null } && options.Migrations != "only")
            throw new SettingException("Practice:AccountKey", "production names the key that seals people's phones: openssl rand -base64 32.");
        return options;
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(DataFolder)) throw new SettingException("Practice:DataFolder", "name a folder that this process may write to.");
        if (Postgres is not null) PostgresSetting.Check(Postgres, Production);
        CheckPublic("Practice:PublicUrl", PublicUrl);
        if (Issuer is not null) CheckPublic("Practice:Issuer", Issuer);
        foreach (var silo in Silos) CheckAddress("Practice:Silos", silo);
        foreach (var web in WebAddresses) CheckAddress("Practice:Web", web);
        foreach (var proxy in KnownProxies)
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                throw new SettingException("Practice:KnownProxies", $"'{proxy}' is neither an address nor a network like 10.0.0.0/8.");
        if (Production && Demo) throw new SettingException("Practice:Demo", "a production start takes no demo accounts: remove one of Practice:Demo and Practice:Production.");
        if (TokenLifetime <= TimeSpan.Zero || TokenLifetime > TimeSpan.FromMinutes(10))
            throw new SettingException("Practice:TokenLifetime", "above zero and at most 00:10:00.");
        if (AccountKey is not null && !KeyFile.IsKey(AccountKey)) throw new SettingException("Practice:AccountKey", "give 32 bytes in Base64: openssl rand -base64 32.");
        if (SecondFactor is not ("optional" or "staff")) throw new SettingException("Practice:SecondFactor", "take 'optional' or 'staff'.");
        foreach (var client in Clients) client.Check();
        if (Clients.DistinctBy(client => client.Id).Count() < Clients.Length) throw new SettingException("Practice:Clients", "each Id once.");
        Codes.Check();
        Notice.Check();
        Limits.Check();
    }

    private void CheckTls(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';').Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""));
        switch (Tls)
        {
            case "ingress" when KnownProxies.Length == 0:
                throw new SettingException("Practice:KnownProxies", "TLS ends at a proxy: name its address or network, or every caller has the proxy's address.");
            case "kestrel" when !urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)):
                throw new SettingException("Practice:Tls", "'kestrel' needs an https endpoint: Kestrel:Endpoints:Https:Url=https://*:8443, with Certificate:Path and Certificate:KeyPath beside it.");
            case "ingress" or "kestrel":
                break;
            default:
                throw new SettingException("Practice:Tls", "production says where TLS ends: take 'ingress' or 'kestrel'.");
        }
    }

    private static void CheckPublic(string setting, string value)
    {
        CheckAddress(setting, value);
        var address = new Uri(value);
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new SettingException(setting, $"'{value}' is plain HTTP, which is for loopback only: use https.");
    }

    private static void CheckAddress(string setting, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingException(setting, $"'{value}' is not an absolute http or https address.");
    }

    private static bool Same(string a, string b) => string.Equals(a.TrimEnd('/'), b.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
