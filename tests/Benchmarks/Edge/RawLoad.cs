using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Practice.Benchmarks.Edge;

/// <summary>A request as a client of the load sends it.</summary>
internal readonly record struct RawRequest(string Name, string Method, string Path, string? Body, int Expected, bool Signed = true);

/// <summary>Clients that ask one after the other, each over a connection of its own, for some time and at least once.</summary>
internal static class RawLoad
{
    /// <summary>An unknown outcome is asked again with its key, as a client should; the time of all is the answer's.</summary>
    private const int MostRepeats = 3;

    /// <param name="next">The next request; null = there is nothing left to ask.</param>
    /// <param name="seen">What is done with an answer.</param>
    public static async Task<LoadResult> Drive(
        string address, int clients, TimeSpan length, string? token, Func<RawRequest?> next, Action<RawRequest, RawConnection>? seen = null)
    {
        var host = new Uri(address);
        var results = new ConcurrentBag<(string Name, double Milliseconds)[]>();
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            using var connection = await RawConnection.Open(host);
            var mine = new List<(string, double)>(4096);
            do
            {
                if (next() is not { } request)
                    break;
                var bytes = RawConnection.Request(
                    request.Method, host, request.Path, request.Signed ? token : null, request.Method == "GET" ? null : Guid.CreateVersion7().ToString(), request.Body ?? "");
                var at = Stopwatch.GetTimestamp();
                var status = await connection.Send(bytes);
                for (var again = 0; status == 503 && again < MostRepeats; again++)
                    status = await connection.Send(bytes);
                mine.Add((request.Name, Stopwatch.GetElapsedTime(at).TotalMilliseconds));
                if (status != request.Expected)
                    throw new InvalidOperationException($"{request.Method} {request.Path}: {status} {Encoding.UTF8.GetString(connection.Body)}");
                seen?.Invoke(request, connection);
            }
            while (since.Elapsed < length);

            results.Add([.. mine]);
        })));
        return new([.. results.SelectMany(mine => mine)], since.Elapsed.TotalSeconds);
    }
}

/// <summary>How often and how fast a load was answered.</summary>
internal sealed record LoadResult((string Name, double Milliseconds)[] Answers, double Seconds)
{
    public double Rate => Answers.Length / Seconds;

    public double Percentile(double share, string? name = null)
    {
        var sorted = Answers.Where(a => name is null || a.Name == name).Select(a => a.Milliseconds).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
