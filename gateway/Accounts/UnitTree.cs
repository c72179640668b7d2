using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>Whether a unit lies in a subtree, as the silos say: it climbs by <c>parent</c> of <c>GET /api/v1/units/{code}</c>.</summary>
/// <remarks>Parents are remembered for a minute. The caller's own token asks, so that nothing is learnt that the caller may not read.</remarks>
internal sealed partial class UnitTree(GatewayOptions options, IHttpClientFactory clients, IMemoryCache cache, ILogger<UnitTree> logger)
{
    private const int Levels = 8;
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(1);

    /// <returns>True or false; null where there is no such unit.</returns>
    /// <exception cref="HttpRequestException">No silo answers.</exception>
    public async Task<bool?> Covers(IReadOnlyCollection<string> tops, string unit, string token, CancellationToken cancellation)
    {
        if (unit == GrantClaim.WholeNetwork) return tops.Contains(unit);
        var at = OwnerOf(unit);
        if (tops.Contains(at)) return true;
        for (var level = 0; level < Levels; level++)
        {
            if (await Parent(at, token, cancellation) is not { } parent) return level == 0 ? null : false;
            if (tops.Contains(GrantClaim.WholeNetwork)) return true;
            if (parent.Length == 0) return false;
            if (tops.Contains(parent)) return true;
            at = parent;
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo {Silo} did not say where a unit lies: {Reason}")]
    private partial void LogSilent(string silo, string reason);

    /// <summary>A team's id names its unit: 320282112-T004.</summary>
    private static string OwnerOf(string unit) => unit.LastIndexOf("-T", StringComparison.Ordinal) is var team and > 0 ? unit[..team] : unit;

    /// <summary>Null: no such unit. Empty: a unit with none above it.</summary>
    private async Task<string?> Parent(string unit, string token, CancellationToken cancellation)
    {
        if (cache.TryGetValue<string>(("parent", unit), out var known)) return known;
        var parent = await Ask(unit, token, cancellation);
        if (parent is not null) cache.Set(("parent", unit), parent, Remember);
        return parent;
    }

    private async Task<string?> Ask(string unit, string token, CancellationToken cancellation)
    {
        Exception? last = null;
        foreach (var silo in options.SiloAddresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{silo.TrimEnd('/')}/api/v1/units/{Uri.EscapeDataString(unit)}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var answer = await clients.CreateClient(nameof(UnitTree)).SendAsync(request, cancellation);
                if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest) return null;
                if (answer.StatusCode == HttpStatusCode.Forbidden) return "";
                answer.EnsureSuccessStatusCode();
                using var view = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellation));
                return view.RootElement.TryGetProperty("parent", out var parent) && parent.ValueKind == JsonValueKind.String ? parent.GetString()! : "";
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                LogSilent(silo, failure.Message);
                last = failure;
            }
        }

        throw new HttpRequestException("No silo answers.", last);
    }
}
