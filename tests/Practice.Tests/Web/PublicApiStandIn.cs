using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Practice.Tests.Web;

/// <summary>The public API of a small network on a free loopback port: a city, a centre with a published August, an institute with nothing yet.</summary>
internal sealed class PublicApiStandIn : IAsyncDisposable
{
    public const string Centre = "321203";
    public const string Institute = "321203001";
    public const string Published = "2026-08";
    public const string Hash = "9f2c4b7ad1e8f05536c2a1b0e4d79c8871f3a6520b9e4c1d7a8f6e5d4c3b2a19";
    private readonly WebApplication _app;

    private PublicApiStandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>The title of the first line of every list.</summary>
    public string Title { get; set; } = "厨房下水堵了，想找人通一通";

    /// <summary>How many lines the published month has.</summary>
    public int Lines { get; set; } = 3;

    /// <summary>Whether the configured home unit is there.</summary>
    public bool HasCentre { get; set; } = true;

    /// <summary>So many of the next requests are answered 500.</summary>
    public int Failures { get; set; }

    public int Requests { get; private set; }

    /// <summary>So many of the next filings are answered 503, each after it was tried again.</summary>
    public int DownFilings { get; set; }

    /// <summary>The keys of the filings that came.</summary>
    public List<string> Filings { get; } = [];

    public static async Task<PublicApiStandIn> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new PublicApiStandIn(app);
        app.Use((context, next) =>
        {
            api.Requests++;
            if (api.Failures == 0) return next(context);
            api.Failures--;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        var units = app.MapGroup("/api/v1/public/units");
        units.MapGet("", (string? codes, string? q) => Results.Json(new { items = q is not null ? [] : codes?.Split(',').Select(Link) ?? (api.HasCentre ? [Link(Institute)] : []) }));
        units.MapGet("/{code}/categories", () => Results.Json(new { items = Categories() }));
        units.MapGet("/{code}/teams", () => Results.Json(new { items = new[] { new { id = "t1", name = api.Title, level = "team", fields = new[] { "health" } } } }));
        units.MapGet("/{code}/duty", (string code) => Results.Json(new { unit = code, at = "2026-09-06T10:24:00+08:00", staffed = true, by = code, name = "口岸街道所", post = "值班室", phone = "0523-80000000", until = "17:30" }));
        app.MapPost("/api/v1/public/needs", (HttpContext context) =>
        {
            api.Filings.Add(context.Request.Headers["Idempotency-Key"].ToString());
            if (api.DownFilings-- > 0) return Results.StatusCode(503);
            return Results.Json(new { number = Institute + "-N000007", status = "submitted", reviewBy = "2026-09-07T11:00:00+08:00", emergencyNumbers = Array.Empty<string>() }, statusCode: 201);
        });
        units.MapGet("/{code}", (string code) => api.Unit(code));
        units.MapGet("/{code}/board", (string code, string? month) => api.Board(code, month));
        units.MapGet("/{code}/publications/{month}", (string code, string month) => code == Centre && month == Published ? api.Publication() : Results.NotFound());
        units.MapGet("/{code}/lists/services", (string code) => Results.Json(new { items = code == Centre ? api.Services() : [] }));
        units.MapGet("/{code}/lists/resources", (string code) => Results.Json(new { items = code == Centre ? Resources() : [] }));
        await app.StartAsync(cancellation);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static object Link(string code) => new { code, level = "institute", name = code == Centre ? "高港区中心" : "口岸街道所", status = "active" };

    private static object Rate(int numerator, int denominator) => new { numerator, denominator };

    private IResult Unit(string code) => code switch
    {
        Centre when HasCentre => Results.Json(new { code, level = "centre", name = "高港区中心", path = new[] { new { code = "3212", level = "city", name = "泰州市" } }, children = new[] { Link(Institute) } }),
        Institute when HasCentre => Results.Json(new { code, level = "institute", name = "口岸街道所", path = new[] { Link(Centre) }, children = Array.Empty<object>() }),
        _ => Results.NotFound(),
    };

    // Members that no page has a place for stand beside the others: they must not be shown.
    private IResult Board(string code, string? month) => code == Centre
        ? Results.Json(new
        {
            unit = code, name = "高港区中心", level = "centre", month = month ?? "2026-09", asOf = "2026-09-06T10:24:00+08:00", submitted = 38, open = 42,
            byStatus = new { submitted = 3, dispatching = 8, unfulfilled = 4 }, byCategory = new { lifeService = 14, health = 7 },
            listed = new[] { new { need = Institute + "010-N000007", unit = Institute, title = "生活服务", category = "lifeService", since = "2026-09-01T00:05:00+08:00", brokenPromises = 2 } },
            promises = new[] { new { need = "n1", unit = Institute, title = Title, category = "lifeService.plumbing", date = "2026-09-20", steps = new[] { "先看现场" }, broken = false, contact = "王小明 13812345678" } },
            done = new[] { new { need = "n2", unit = Institute, title = "教老人用手机挂号", category = "sciTech", date = "2026-09-03", rating = new { mean = 4.5, count = 2 } } },
            publications = new[] { new { month = Published } },
        })
        : Results.Json(new { unit = code, name = "口岸街道所", level = "institute", month = month ?? "2026-09", asOf = "2026-09-06T10:24:00+08:00" });

    private IResult Publication() => Results.Json(new
    {
        unitName = "高港区中心",
        month = Published,
        publishedAt = "2026-08-31T16:00:00+08:00",
        fulfilled = Enumerable.Range(0, Lines).Select(i => new
        {
            need = $"f{i}", title = i == 0 ? Title : $"给村里老人放一场淮剧，把凳子也带上 {i}", category = "cultureArts", teams = new[] { "“文艺轻骑”分队" },
            doneOn = string.Create(CultureInfo.InvariantCulture, $"2026-08-{(i % 28) + 1:00}"), onTime = i % 2 == 0, rating = i % 2 == 0 ? new { mean = 4.7, count = 3 } : null,
        }),
        unfulfilled = new object[]
        {
            new { need = "u1", title = "丁庄村放一场露天电影", category = "cultureArts", reason = "noTeam", steps = new[] { "设备修好后试放" }, promisedDate = "2026-09-15", responsible = Institute, brokenPromises = 0 },
            new { need = "u2", title = Title, category = "health", reason = "场地人数已满", steps = new[] { "借教室" }, promisedDate = "2026-09-01", responsible = Centre, brokenPromises = 1 },
            new { need = "u3", title = "开一次中医义诊", category = "health", reason = "排班", steps = new[] { "改到周六" }, promisedDate = "2026-09-05", responsible = Centre, brokenPromises = 0, settledOn = "2026-09-04" },
        },
        services = Services(),
        total = new { carriedOver = 12, submitted = 122, fulfilled = 96, merged = 5, rejected = 4, redirected = 3, withdrawn = 3, unfulfilled = 11, pending = 12 },
        rates = new { acceptanceRate = Rate(107, 122), fulfilmentRate = Rate(96, 107), onTimeRate = Rate(88, 107), ratingRate = Rate(71, 96), satisfactionRate = Rate(0, 0) },
        children = new[] { new { unit = Institute, name = "口岸街道所", publishedAt = "2026-08-31T15:00:00+08:00", counts = new { fulfilled = 12, submitted = 15 } } },
        late = new[] { new { unit = "321203103", name = "胡庄镇所" } },
        hash = Hash,
        notes = new[] { new { n = 1, at = "2026-09-02T09:00:00+08:00", text = "第 2 行队伍更正。" } },
    });

    private object[] Services() => [new { id = "s1", name = Title, category = "health", team = "镇健康支队", schedule = "每月 5 日 9:00", address = "各村居站", capacity = 40 }];

    private static object[] Categories() =>
    [
        new { code = "lifeService", name = "生活服务", nameEn = "Everyday help", hint = "家里东西坏了、要人跑腿", subs = new[] { new { code = "lifeService.plumbing", name = "疏通下水", nameEn = "Drains" } } },
        new { code = "health", name = "卫生健康", nameEn = "Health", hint = "量血压、看医生", subs = Array.Empty<object>() },
    ];

    private static object[] Resources() =>
    [
        new { id = "r1", kind = "venue", name = "小剧场", quantity = 1, hours = Enumerable.Range(1, 5).Select(weekday => new { weekday, from = "08:30", until = "17:30" }) },
        new { id = "r2", kind = "skilledPerson", name = "水电师傅 01", quantity = 1, contactName = "王小明", contact = new { phone = "13812345678", id = "321203196001011234" } },
    ];
}
