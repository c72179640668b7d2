using System.Globalization;
using System.Reflection;

namespace Practice.Store.Migrations;

/// <summary>One step of a schema, applied once. Steps only expand: the release before must still run on the schema after.</summary>
public sealed record MigrationScript(int Version, string Name, string Sql)
{
    /// <summary>The scripts embedded under a resource prefix, named <c>0001-what.sql</c>, in order.</summary>
    public static IReadOnlyList<MigrationScript> Embedded(Assembly assembly, string prefix)
    {
        var scripts = new List<MigrationScript>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal) || !resource.EndsWith(".sql", StringComparison.Ordinal))
                continue;

            var name = resource[prefix.Length..^".sql".Length];
            scripts.Add(new MigrationScript(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Text(assembly, resource)));
        }

        if (scripts.Count == 0)
            throw new InvalidOperationException($"No scripts are embedded under '{prefix}'.");

        scripts.Sort((a, b) => a.Version.CompareTo(b.Version));
        return scripts;
    }

    /// <summary>The text of one embedded file.</summary>
    public static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"No '{resource}' is embedded."));
        return reader.ReadToEnd();
    }
}
