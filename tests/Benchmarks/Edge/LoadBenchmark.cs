using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Practice.Benchmarks.Edge;

/// <summary>
/// Verb <c>load</c>: both cities of the brief taken in on the embedded default, through the gateway, as a file of division codes; then
/// <c>up</c> on an empty folder until it says it is ready, with all that this release's demo loads.
/// </summary>
internal static class LoadBenchmark
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <param name="file">Another file of division codes than the two cities'.</param>
    public static async Task Run(string? file)
    {
        Report.Machine();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        file ??= Path.Combine(ChildProcess.Root(), "grains", "Imports", "Data", "divisions-wuxi-taizhou.csv");
        var (lines, import) = await Import(http, file);
        var up = await Up();
        Report.Line($"import of {lines} units, SQLite", import, "s", "SQLite's one writer: a stream, an event and a row a unit");
        Report.Line("up on an empty folder until ready, nothing to build", up, "s", "the demo's commands, one after another where they depend");
        Report.AtMost("import, seconds of the 60", import, 60);
        Report.AtMost("up, seconds of the 60", up, 60);
        Report.Machine();
    }

    private static async Task<(int Lines, double Seconds)> Import(HttpClient http, string file)
    {
        await using var product = await ProductProcesses.Start(http, postgres: null);
        http.DefaultRequestHeaders.Authorization = await product.Token(http);
        var since = Stopwatch.StartNew();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var accepted = await http.PostAsync(new Uri(product.Address + "/api/v1/imports/divisions"), content);
        var text = await accepted.Content.ReadAsStringAsync();
        if (!accepted.IsSuccessStatusCode)
            throw new InvalidOperationException(text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
        while (true)
        {
            var view = await http.GetFromJsonAsync<JsonElement>(new Uri($"{product.Address}/api/v1/imports/{id}"));
            var state = view.GetProperty("state").GetString();
            if (state == "failed")
                throw new InvalidOperationException(view.ToString());
            if (state == "done")
                return (view.GetProperty("rowsTotal").GetInt32(), since.Elapsed.TotalSeconds);
            await Task.Delay(Beat, TimeProvider.System);
        }
    }

    private static async Task<double> Up()
    {
        var data = Directory.CreateTempSubdirectory("practice-up-");
        string[] arguments = ["run", Path.Combine(ChildProcess.Root(), "up.cs"), "--", "--no-build", "--port", $"{FreePort.Next()}", "--data", data.FullName];
        using var up = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = ChildProcess.Root() })!;
        try
        {
            var since = Stopwatch.StartNew();
            while (await up.StandardOutput.ReadLineAsync() is { } line)
            {
                Console.WriteLine("  " + line);
                if (line.StartsWith("Practice is ready", StringComparison.Ordinal))
                    return since.Elapsed.TotalSeconds;
            }

            throw new InvalidOperationException("up has ended before it was ready.");
        }
        finally
        {
            // SIGTERM: up ends its processes itself.
            using (var signal = Process.Start("kill", ["-TERM", $"{up.Id}"]))
                await signal.WaitForExitAsync();
            await up.WaitForExitAsync();
            data.Delete(recursive: true);
        }
    }
}
