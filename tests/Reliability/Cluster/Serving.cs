using System.Globalization;

namespace Practice.Reliability;

/// <summary>How long it takes until every station is served again, and how busy the machine is meanwhile.</summary>
internal static class Serving
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(400);

    /// <summary>Asks every station at once, each until its grain has answered through a gateway.</summary>
    /// <returns>Seconds until the last has answered; infinity where one did not within a minute.</returns>
    public static async Task<double> Again(Cluster cluster)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Attempt };
        var since = TimeProvider.System.GetTimestamp();
        var served = await Task.WhenAll(cluster.Stations.Select(async (station, n) =>
        {
            for (var at = n; TimeProvider.System.GetElapsedTime(since) < Limit; at++)
            {
                var gateway = new Uri(cluster.Gateways[at % cluster.Gateways.Count].Address);
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, $"/api/v1/units/{station}"));
                try
                {
                    request.Headers.Authorization = await cluster.Token(gateway);
                    using var answer = await http.SendAsync(request);
                    if (answer.IsSuccessStatusCode)
                        return TimeProvider.System.GetElapsedTime(since).TotalSeconds;
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    // Not yet.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }

            return double.PositiveInfinity;
        }));
        return served.Max();
    }

    /// <summary>CPU time of the whole machine so far, in ticks: busy and all.</summary>
    public static (long Busy, long All) Cpu()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    /// <summary>The share of the machine that was busy between two readings, in percent.</summary>
    public static double Percent((long Busy, long All) from, (long Busy, long All) until) => until.All == from.All ? 0 : 100.0 * (until.Busy - from.Busy) / (until.All - from.All);
}
