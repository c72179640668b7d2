using System.Reflection;

namespace Practice.Hosting;

/// <summary>A setting that nothing reads is a mistake that nobody notices: a name under <c>Practice</c> that no process knows stops the start.</summary>
/// <remarks>Processes on one machine share an environment, so that one kind passes over what another kind knows.</remarks>
internal static class KnownSettings
{
    /// <summary>The first names of all kinds of process; a test holds the list to the classes.</summary>
    public static readonly string[] All =
    [
        "AccountKey", "Api", "CertificateFont", "Clients", "Codes", "CollectorRequired", "ContentSecurityPolicy", "Dashboard", "DataFolder", "Demo", "Drain",
        "HomeUnit", "InventedIds", "Issuer", "Keys", "KnownProxies", "Limits", "Metrics", "Migrations", "Notice", "Orleans", "PageLife", "Patience", "PersonKey",
        "PlainHttpInside", "Postgres", "Production", "PublicUrl", "Push", "Scenario", "SecondFactor", "SignIn", "Silos", "StartWait", "StopWithParent", "Tls",
        "TokenLifetime", "Tracing", "Web",
    ];

    private const int Near = 3;

    private static readonly string[] HostOptions =
    [
        "Practice", "Logging", "Kestrel", "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts", "shutdownTimeoutSeconds",
    ];

    /// <summary>Every command-line argument is a setting that some process knows.</summary>
    public static void CheckArguments(string[] args)
    {
        foreach (var argument in args)
        {
            var name = argument.Split('=')[0];
            var first = name.TrimStart('-', '/').Split(':')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !argument.Contains('=', StringComparison.Ordinal)
                || !(HostOptions.Contains(first, StringComparer.OrdinalIgnoreCase) || first.StartsWith("OTEL_", StringComparison.Ordinal)))
                throw new SettingException(name, "no such option: write --Practice:Name=value, or set Practice__Name in the environment (docs/operations.md lists the names).");
        }
    }

    /// <exception cref="SettingException">Names the first setting that <typeparamref name="T"/> does not have, and the nearest that it has.</exception>
    public static void Check<T>(IConfiguration configuration) where T : ProcessSettings
    {
        foreach (var setting in configuration.GetSection(ProcessSettings.Section).GetChildren())
            if (Property(typeof(T), setting.Key) is { } property) Check(property.PropertyType, setting);
            else if (!All.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) throw Unknown(setting, All);
    }

    /// <summary>The settings of a class, by name.</summary>
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    public static bool IsGroup(Type type) => type.IsClass && type != typeof(string) && !type.IsArray;

    private static PropertyInfo? Property(Type type, string name) => Of(type).FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void Check(Type type, IConfigurationSection section)
    {
        if (type.IsArray) return;
        foreach (var setting in section.GetChildren())
            if (!IsGroup(type) || Property(type, setting.Key) is not { } property) throw Unknown(setting, Of(type).Select(known => known.Name));
            else Check(property.PropertyType, setting);
    }

    private static SettingException Unknown(IConfigurationSection setting, IEnumerable<string> known)
    {
        var nearest = known.MinBy(name => Distance(name.ToUpperInvariant(), setting.Key.ToUpperInvariant()));
        var advice = nearest is not null && Distance(nearest.ToUpperInvariant(), setting.Key.ToUpperInvariant()) <= Near
            ? $"did you mean '{setting.Path[..^setting.Key.Length]}{nearest}'?"
            : "remove it; docs/operations.md lists the names.";
        return new SettingException(setting.Path, $"no such setting: {advice}");
    }

    /// <summary>How many letters must be put in, left out or changed (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
