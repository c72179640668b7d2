using Practice.Hosting;
using Practice.Silo.Certificates;

namespace Practice.Silo.Hosting;

/// <summary>The silo's settings.</summary>
internal sealed class PracticeOptions : ProcessSettings
{
    /// <summary>Where the embedded databases and uploaded files lie. Made when it is not there.</summary>
    public string DataFolder { get; init; } = ".data";

    /// <summary>The connection string of the production database. Absent: the embedded SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whose tokens count: the <c>iss</c> claim, and the address of the issuer's discovery document.</summary>
    public string Issuer { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The address by which people reach the gateway, as it stands in printed codes. Absent: the issuer's.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The address of the issuer's key set (JWKS), where it is reached by another way than the issuer's own name. Absent: by discovery.</summary>
    public string? Keys { get; init; }

    /// <summary>Allows <see cref="Keys"/> over plain HTTP beyond loopback, inside a cluster whose network is trusted.</summary>
    public bool PlainHttpInside { get; init; }

    /// <summary>The key that seals people's details, 32 bytes in Base64, the same on every silo. Absent: a file in the data folder.</summary>
    public string? PersonKey { get; init; }

    /// <summary>Loads the demo city at the first start.</summary>
    public bool Demo { get; init; }

    /// <summary>Takes identity numbers of a province that does not exist (99): those of invented people. The demo city takes them anyway.</summary>
    public bool InventedIds { get; init; }

    /// <summary>The instant at which the scenario clock of a demo or test host begins, RFC 3339.</summary>
    public string? Scenario { get; init; }

    /// <summary>A font file with Chinese letters for certificates as PDF. Absent: one that the system has.</summary>
    public string? CertificateFont { get; init; }

    /// <summary>Shows the Orleans dashboard to operators of the whole network. Every grain call pays for it.</summary>
    public bool Dashboard { get; init; }

    public OrleansSettings Orleans { get; init; } = new();

    public PushSettings Push { get; init; } = new();

    /// <summary>With no slash at its end.</summary>
    public string PublicAddress => (PublicUrl ?? Issuer).TrimEnd('/');

    public string FilesFolder => Path.Combine(DataFolder, "files");

    public string OrleansFile => Path.Combine(DataFolder, "orleans.db");

    public string UnitsFile => Path.Combine(DataFolder, "units.db");

    /// <exception cref="SettingException">Names the first setting that cannot be, and the cure.</exception>
    public static PracticeOptions Read(IConfiguration configuration)
    {
        var options = Bind<PracticeOptions>(configuration);
        options.Check();
        return options;
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(DataFolder)) throw new SettingException("Practice:DataFolder", "name a folder that this process may write to.");
        if (Postgres is not null) PostgresSetting.Check(Postgres, Production);
        CheckAddress("Practice:Issuer", Issuer, plainHttp: false);
        if (PublicUrl is not null) CheckAddress("Practice:PublicUrl", PublicUrl, plainHttp: true);
        if (Keys is not null) CheckAddress("Practice:Keys", Keys, PlainHttpInside);
        if (Production && Demo) throw new SettingException("Practice:Demo", "a production start takes no demo city: remove one of Practice:Demo and Practice:Production.");
        if (Production && InventedIds) throw new SettingException("Practice:InventedIds", "production takes the documents of real people: remove this setting.");
        if (Production && Scenario is not null) throw new SettingException("Practice:Scenario", "production runs on real time: remove this setting.");
        if (PersonKey is not null && !KeyFile.IsKey(PersonKey)) throw new SettingException("Practice:PersonKey", "give 32 bytes in Base64: openssl rand -base64 32.");
        if (Production && PersonKey is null && Migrations != "only") throw new SettingException("Practice:PersonKey", "production names the key that seals people's details: openssl rand -base64 32.");
        if (CertificateFont is not null && !ChineseFont.IsChinese(CertificateFont)) throw new SettingException("Practice:CertificateFont", "name a font file (.ttf, .otf, .ttc) that has Chinese letters, or remove this setting.");
        Orleans.Check();
        Push.Check();
    }

    private static void CheckAddress(string setting, string value, bool plainHttp)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingException(setting, $"'{value}' is not an absolute http or https address.");
        if (address.Scheme == "http" && !address.IsLoopback && !plainHttp)
            throw new SettingException(setting, $"'{value}' is plain HTTP, which is for loopback only: use https.");
    }
}
