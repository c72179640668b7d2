using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Practice.Tests.Security;

/// <summary>What a host has really mapped, documented or not: each as its method and its pattern, relative to <c>/api/v1</c>.</summary>
internal static partial class MappedEndpoints
{
    private const string Base = "/api/v1";

    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^/docs(/|$)")]
    private static partial Regex Reference();

    /// <summary>Everything but the files of the API's reference, whose names are a package's.</summary>
    public static IReadOnlyList<string> Of(IEndpointRouteBuilder host) =>
        [.. host.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Keys).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Keys(RouteEndpoint endpoint)
    {
        var path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{$1}").Trim('/');
        if (Reference().IsMatch(path))
            yield break;
        path = path.StartsWith(Base + "/", StringComparison.Ordinal) ? path[Base.Length..] : path;
        foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
            yield return $"{method} {path}";
    }
}
