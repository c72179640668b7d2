using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Practice.Reliability;

/// <summary>The county that the cluster serves: a city, a centre, towns and their stations, imported and opened through a gateway.</summary>
internal static class County
{
    public const string City = "3212", Centre = "321203", Operator = "demo-operator";

    public static IReadOnlyList<string> Towns(ClusterPlan plan) =>
        [.. Enumerable.Range(1, plan.Towns).Select(n => string.Create(CultureInfo.InvariantCulture, $"{Centre}{n:D3}"))];

    public static IReadOnlyList<string> Stations(ClusterPlan plan) =>
        [.. Towns(plan).SelectMany(town => Enumerable.Range(1, plan.Stations).Select(n => string.Create(CultureInfo.InvariantCulture, $"{town}{n:D3}")))];

    public static async Task Load(Cluster cluster, ClusterPlan plan)
    {
        var gateway = new Uri(cluster.Gateways[0].Address);
        using var http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = await cluster.Token(gateway);
        var csv = new StringBuilder("code,name,parent,level\n3212,泰州市,32,city\n321203,高港区,3212,county\n");
        foreach (var town in Towns(plan))
            csv.Append(CultureInfo.InvariantCulture, $"{town},镇{town},{Centre},town\n");
        foreach (var station in Stations(plan))
            csv.Append(CultureInfo.InvariantCulture, $"{station},村{station},{station[..9]},village\n");
        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var accepted = await http.PostAsync(new Uri("/api/v1/imports/divisions", UriKind.Relative), content);
        accepted.EnsureSuccessStatusCode();
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        while ((await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{id}", UriKind.Relative))).GetProperty("state").GetString() is not ("done" or "failed"))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        string[] above = [City, Centre, .. Towns(plan)];
        foreach (var unit in above)
            await Open(unit);
        await Parallel.ForEachAsync(Stations(plan), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (unit, _) => await Open(unit));

        async Task Open(string unit)
        {
            using var opened = await http.PostAsync(new Uri($"/api/v1/units/{unit}/open", UriKind.Relative), null);
            if (!opened.IsSuccessStatusCode)
                throw new InvalidOperationException($"{unit} cannot be opened: {await opened.Content.ReadAsStringAsync()}");
        }
    }
}
