using System.Net;

namespace Practice.Web.Api;

/// <summary>The public endpoints of the network. Anonymous; only what everybody may read.</summary>
/// <remarks>
/// Each read answers null where the API says 404. Anything else that is not an answer is <see cref="ApiDownException"/>: for a reader
/// there is one cure, to ask again later.
/// </remarks>
internal sealed class PublicApi(HttpClient http)
{
    // What a page shows of a list, and how often a cursor is followed for it.
    private const int PageSize = 200;
    private const int MostPages = 10;
    private const int MostNames = 100;

    public Task<UnitView?> Unit(string unit, CancellationToken cancellation) => Read<UnitView>($"public/units/{unit}", cancellation);

    /// <summary>Names of units by their codes; codes of no unit are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        if (codes.Count == 0) return new Dictionary<string, string>();
        var page = await Read<ListPage<UnitLink>>($"public/units?codes={string.Join(',', codes.Take(MostNames))}", cancellation);
        return (page?.Items ?? []).Where(unit => unit.Name is { Length: > 0 }).ToDictionary(unit => unit.Code, unit => unit.Name!);
    }

    public Task<BoardView?> Board(string unit, string? month, CancellationToken cancellation) =>
        Read<BoardView>($"public/units/{unit}/board{(month is null ? "" : "?month=" + month)}", cancellation);

    /// <summary>A month as it was published; a unit with units below it shows their lines with its own.</summary>
    public async Task<PublicationView?> Publication(string unit, string month, CancellationToken cancellation)
    {
        var published = await Read<PublicationView>($"public/units/{unit}/publications/{month}", cancellation);
        if (published is not { Children.Count: > 0 } || await Read<PublishedLines>($"public/units/{unit}/publications/{month}/lines", cancellation) is not { } lines)
            return published;
        return published with { Fulfilled = lines.Fulfilled, Unfulfilled = lines.Unfulfilled };
    }

    public Task<IReadOnlyList<ServiceLine>> Services(string unit, CancellationToken cancellation) => All<ServiceLine>($"public/units/{unit}/lists/services", cancellation);

    public Task<IReadOnlyList<ResourceLine>> Resources(string unit, CancellationToken cancellation) => All<ResourceLine>($"public/units/{unit}/lists/resources", cancellation);

    /// <summary>A month's totals and rates as a unit published them, without the lines of the units below it.</summary>
    public Task<PublicationView?> Figures(string unit, string month, CancellationToken cancellation) => Read<PublicationView>($"public/units/{unit}/publications/{month}", cancellation);

    public async Task<IReadOnlyList<CategoryView>> Categories(string unit, CancellationToken cancellation) =>
        (await Read<ListPage<CategoryView>>($"public/units/{unit}/categories", cancellation))?.Items ?? [];

    /// <summary>The unit's own teams.</summary>
    public async Task<IReadOnlyList<TeamLine>> Teams(string unit, CancellationToken cancellation) =>
        (await Read<ListPage<TeamLine>>($"public/units/{unit}/teams?limit={PageSize}", cancellation))?.Items ?? [];

    public Task<DutyView?> Duty(string unit, CancellationToken cancellation) => Read<DutyView>($"public/units/{unit}/duty", cancellation);

    /// <summary>Active units whose name has these words, each with what lies above it.</summary>
    public async Task<IReadOnlyList<UnitLink>> Search(string words, int most, CancellationToken cancellation) =>
        (await Read<ListPage<UnitLink>>($"public/units?limit={most}&q={Uri.EscapeDataString(words)}", cancellation))?.Items ?? [];

    /// <summary>Refused with 404 where number and digits do not belong together.</summary>
    public Task<Outcome<ProgressView>> Progress(string number, string phoneCode, CancellationToken cancellation) =>
        Ask<ProgressView>(HttpMethod.Get, $"public/progress?number={Uri.EscapeDataString(number)}&phoneCode={Uri.EscapeDataString(phoneCode)}", null, null, cancellation);

    /// <summary>A certificate as everybody may see it.</summary>
    public Task<CertificateLine?> Certificate(string number, CancellationToken cancellation) => Read<CertificateLine>($"public/certificates/{Uri.EscapeDataString(number)}", cancellation);

    /// <summary>What a one-time link leads to.</summary>
    public Task<Outcome<ProgressView>> Follow(string need, string secret, CancellationToken cancellation) =>
        Ask<ProgressView>(HttpMethod.Get, $"public/needs/{Uri.EscapeDataString(need)}/links/{Uri.EscapeDataString(secret)}", null, null, cancellation);

    /// <param name="key">The form's own: the same form sent twice is one need.</param>
    public Task<Outcome<FiledView>> File(FileNeed need, string key, CancellationToken cancellation) => Ask<FiledView>(HttpMethod.Post, "public/needs", need, key, cancellation);

    public Task<Outcome<ProgressView>> Rate(string need, string secret, RateNeed rating, string key, CancellationToken cancellation) =>
        Ask<ProgressView>(HttpMethod.Post, $"public/needs/{Uri.EscapeDataString(need)}/links/{Uri.EscapeDataString(secret)}/rating", rating, key, cancellation);

    /// <summary>The first centre that is open; null where there is none.</summary>
    public async Task<string?> FirstCentre(CancellationToken cancellation) =>
        await Read<ListPage<UnitLink>>("public/units?level=centre&limit=1", cancellation) is { Items: [var first, ..] } ? first.Code : null;

    private async Task<IReadOnlyList<T>> All<T>(string address, CancellationToken cancellation)
    {
        var found = new List<T>();
        string? after = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await Read<ListPage<T>>($"{address}?limit={PageSize}{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}", cancellation);
            found.AddRange(page?.Items ?? []);
            if ((after = page?.Next) is null) break;
        }

        return found;
    }

    private Task<Outcome<T>> Ask<T>(HttpMethod method, string address, object? body, string? key, CancellationToken cancellation) where T : class =>
        http.Ask<T>(new HttpRequestMessage(method, new Uri(address, UriKind.Relative)), body, key, cancellation);

    private async Task<T?> Read<T>(string address, CancellationToken cancellation) where T : class
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), cancellation);
            if (answer.StatusCode == HttpStatusCode.NotFound) return null;
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<T>(ApiCall.Json, cancellation);
        }
        catch (Exception failure) when (ApiCall.IsDown(failure, cancellation))
        {
            throw new ApiDownException(address, failure);
        }
    }
}
