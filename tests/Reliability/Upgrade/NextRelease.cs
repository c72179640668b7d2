using System.Diagnostics;

namespace Practice.Reliability.Upgrade;

/// <summary>
/// The release after this one, made from this one's sources: it knows one more event, and one more member of an item, of a message
/// and of a view. It writes them only where <c>PRACTICE_WRITES_NEXT</c> is 1 (a write switch).
/// </summary>
/// <remarks>The places are named by their text. Where the sources have moved on, the build fails and says which.</remarks>
internal static class NextRelease
{
    /// <summary>The member that this release does not know.</summary>
    public const string Member = "echo";

    /// <summary>The event that this release does not know.</summary>
    public const string Event = "need.echoed";

    /// <summary>The switch, an environment variable of the silo.</summary>
    public const string Switch = "PRACTICE_WRITES_NEXT";

    private const string On = $"System.Environment.GetEnvironmentVariable(\"{Switch}\") == \"1\"";

    private static readonly (string File, string Text, string With)[] Changes =
    [
        ("grains/Needs/Need.cs",
            "    public int People { get; init; } = 1;\n",
            "    public int People { get; init; } = 1;\n    public string? Echo { get; init; }\n"),
        ("grains/Needs/NeedEvents.cs",
            "[EventName(\"need.supported\")]",
            $"[EventName(\"{Event}\")]\npublic sealed record NeedEchoed(int Times) : DomainEvent;\n\n[EventName(\"need.supported\")]"),
        ("grains/Needs/NeedRules.cs",
            "        Step(draft, need, new NeedSupported(need.Supporters.Length + 1), need with",
            $"        if ({On})\n            need = Step(draft, need, new NeedEchoed(1), need with {{ Echo = \"回声\" }});\n"
            + "        Step(draft, need, new NeedSupported(need.Supporters.Length + 1), need with"),
        ("grains/Teams/TeamMessages.cs",
            "TimeSlot? Wanted, DateTimeOffset AnswerBy) : Message;",
            "TimeSlot? Wanted, DateTimeOffset AnswerBy, string? Echo = null) : Message;"),
        ("grains/Orders/OrderRules.cs",
            "need.Wanted, answerBy));",
            $"need.Wanted, answerBy, {On} ? \"回声\" : null));"),
        ("grain-interfaces/Needs/NeedView.cs",
            "public long Version { get; init; }\n",
            "public long Version { get; init; }\n\n    [Id(90)] public string? Echo { get; init; }\n"),
        ("grains/Needs/NeedViews.cs",
            "        Version = need.Version,\n",
            "        Version = need.Version,\n        Echo = need.Echo,\n"),
    ];

    /// <summary>What makes a release that loses what it does not know: the mistake that the row must catch.</summary>
    private static readonly (string File, string Text, string With)[] Forgetful =
        [("grains/Kernel/Item.cs", "    [JsonExtensionData]\n", "    [JsonIgnore]\n")];

    /// <summary>Builds the next release of the sources under <paramref name="root"/>.</summary>
    public static Task Build(string root, string folder, CancellationToken cancellation) => Build(root, folder, Changes, cancellation);

    /// <summary>Builds this release with the mistake.</summary>
    public static Task BuildForgetful(string root, string folder, CancellationToken cancellation) => Build(root, folder, Forgetful, cancellation);

    private static async Task Build(string root, string folder, (string File, string Text, string With)[] changes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) is ".props" or ".txt" or ".json" || Path.GetFileName(file) == ".editorconfig"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        foreach (var project in new[] { "grain-interfaces", "grains", "silo", "k8s" })
            Copy(Path.Combine(root, project), Path.Combine(folder, project));
        foreach (var (file, text, with) in changes)
        {
            var path = Path.Combine(folder, file);
            var before = await File.ReadAllTextAsync(path, cancellation);
            if (before.Split(text).Length != 2)
                throw new InvalidOperationException($"{file} does not say '{text.Trim()}' exactly once: the next release cannot be made from it.");
            await File.WriteAllTextAsync(path, before.Replace(text, with, StringComparison.Ordinal), cancellation);
        }

        await Run("dotnet", ["build", Path.Combine(folder, "silo"), "-c", "Release", "-v", "q", "-p:EnableOrleansContractsAnalyzer=false", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"], cancellation);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static async Task Run(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await output}{await error}");
    }
}
