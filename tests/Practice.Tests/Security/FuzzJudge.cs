using System.Text.Json;
using System.Text.RegularExpressions;

namespace Practice.Tests.Security;

/// <summary>What no answer may be, whatever was asked: an error of ours, a refusal without its code, a word about our insides.</summary>
internal static partial class FuzzJudge
{
    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z0-9_\[\]-]+)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"   at \w|\bSystem\.[A-Z]|\bMicrosoft\.[A-Z]|\bPractice\.[A-Z]|Npgsql|SQLite|Orleans|[A-Z]\w*Exception\b|\.cs\b|Host=|Password|Data Source|\bStackTrace")]
    private static partial Regex Insides();

    /// <summary>Names of our types that are no words: two capitals at least.</summary>
    private static readonly HashSet<string> OurTypes =
    [
        .. new[] { typeof(Practice.Shared.Caller), typeof(Practice.Kernel.Item), typeof(Practice.Silo.Hosting.PracticeOptions) }
            .SelectMany(type => type.Assembly.GetTypes()).Select(type => type.Name).Where(name => name.Count(char.IsAsciiLetterUpper) > 1 && name.All(char.IsAsciiLetterOrDigit)),
    ];

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Word();

    public static string? Wrong(FuzzCase asked, RawReply reply)
    {
        if (reply.Status == 0 || (asked.Unspoken && reply is { Status: 400, Body: "" }))
            return asked.Unspoken || asked.Cut ? null : "no answer";
        if (reply.Status >= 500)
            return "an error of ours";
        if (reply.Status < 400)
            return null;
        if (!reply.ContentType.StartsWith("application/problem+json", StringComparison.Ordinal))
            return "not a problem";
        using var problem = JsonDocument.Parse(reply.Body);
        var code = problem.RootElement.TryGetProperty("code", out var said) ? said.GetString() ?? "" : "";
        if (!Code().IsMatch(code) || problem.RootElement.GetProperty("type").GetString() != "urn:practice:" + code)
            return "no stable code";
        if (problem.RootElement.GetProperty("status").GetInt32() != reply.Status || problem.RootElement.GetProperty("traceId").GetString() is not { Length: > 0 })
            return "not the house's shape";
        return Insides().Match(reply.Body) is { Success: true } inside ? $"says '{inside.Value}'"
            : Word().Matches(reply.Body).Select(word => word.Value).FirstOrDefault(OurTypes.Contains) is { } type ? $"names {type}"
            : null;
    }
}
