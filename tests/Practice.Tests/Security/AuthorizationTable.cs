using System.Text.RegularExpressions;
using Practice.Tests.Support;

namespace Practice.Tests.Security;

/// <summary>One endpoint, who may use it, and a body with which only the caller decides.</summary>
/// <param name="Mapped">False where something before routing answers.</param>
internal sealed record AccessRow(string Method, string Path, string[] Who, string? Body, bool Mapped)
{
    public string Key => $"{Method} {Path.Split('?')[0]}";

    public bool Is(string who) => Array.IndexOf(Who, who) >= 0;
}

/// <summary>Reads <c>authorization.txt</c>.</summary>
internal static partial class AuthorizationTable
{
    private static readonly string[] Staff = ["clerk", "dispatcher", "supervisor", "auditor", "operator"], Desk = ["clerk", "dispatcher", "operator"];

    private static readonly string[] Known = ["public", "signedIn", "internal", "passed", "leader", "owner", "anyOperator", "networkOperator", "hidden", .. Staff];

    [GeneratedRegex(@"^(?<early>~?)(?<method>[A-Z]+|\*)\s+(?<path>\S+)\s+(?<who>\S+)(?:\s+(?<body>.+))?$")]
    private static partial Regex Line();

    public static IReadOnlyList<AccessRow> Read() =>
        [.. File.ReadLines(Repository.File("tests/Practice.Tests/Security/authorization.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    private static AccessRow Parse(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, line);
        string[] who = [.. match.Groups["who"].Value.Split(',').SelectMany(name => name switch { "staff" => Staff, "desk" => Desk, _ => [name] }).Distinct()];
        Assert.All(who, name => Assert.Contains(name, Known));
        return new(match.Groups["method"].Value, match.Groups["path"].Value, who, match.Groups["body"].Success ? match.Groups["body"].Value : null, match.Groups["early"].Length == 0);
    }
}
