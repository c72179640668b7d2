using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Practice.Reliability;

/// <summary>
/// The generator of load, as a process of its own that can be held to a share of the CPU: needs submitted at a rate, whatever comes
/// back (an open loop), or as fast as answers come (a closed one).
/// </summary>
internal static class Flood
{
    /// <summary>The verb that this program answers to when it is the generator.</summary>
    public const string Verb = "flood";

    /// <summary>The environment variable with the token.</summary>
    public const string Token = "PRACTICE_FLOOD_TOKEN";

    private const int MostUnderWay = 4096;

    /// <summary>An answer that comes later than this is of no use to whoever asked.</summary>
    private static readonly TimeSpan Useful = TimeSpan.FromSeconds(5);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"title":"上门助餐","category":"lifeService","channel":"phone"}""");

    /// <param name="arguments">Gateway, stations, requests a second (0 = a closed loop), connections of the closed loop, seconds.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var (gateway, stations) = (new Uri(arguments[0]), arguments[1].Split(','));
        int[] numbers = [.. arguments[2..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var (rate, connections, length) = (numbers[0], numbers[1], TimeSpan.FromSeconds(numbers[2]));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = MostUnderWay }) { Timeout = TimeSpan.FromSeconds(15) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable(Token));
        var counts = new ConcurrentDictionary<string, int>();
        var (sent, underWay) = (0, 0);
        var since = Stopwatch.StartNew();
        if (rate == 0)
            await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
            {
                while (since.Elapsed < length)
                    await One();
            }));
        else
            await Open();
        var seconds = since.Elapsed.TotalSeconds;
        while (Volatile.Read(ref underWay) > 0 && since.Elapsed < length + TimeSpan.FromSeconds(20))
            await Task.Delay(50);
        Console.WriteLine(string.Join(' ', counts.Select(c => $"{c.Key}={c.Value}").Append($"sent={sent}").Append(string.Create(CultureInfo.InvariantCulture, $"seconds={seconds:F2}"))));
        return 0;

        async Task Open()
        {
            while (since.Elapsed < length)
            {
                for (var due = (int)(since.Elapsed.TotalSeconds * rate); sent < due && Volatile.Read(ref underWay) < MostUnderWay;)
                    _ = One();
                await Task.Delay(1);
            }
        }

        async Task One()
        {
            Interlocked.Increment(ref underWay);
            var n = Interlocked.Increment(ref sent);
            var began = since.Elapsed;
            string outcome;
            try
            {
                using var content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await http.PostAsync(new Uri(gateway, $"/api/v1/units/{stations[n % stations.Length]}/needs"), content);
                outcome = answer.StatusCode switch
                {
                    HttpStatusCode.Created when since.Elapsed - began > Useful => "late",
                    HttpStatusCode.Created when since.Elapsed > length => "after",
                    HttpStatusCode.Created => "good",
                    HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => "busy",
                    _ => "other",
                };
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                outcome = "none";
            }

            counts.AddOrUpdate(outcome, 1, (_, count) => count + 1);
            Interlocked.Decrement(ref underWay);
        }
    }
}
