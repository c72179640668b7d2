using System.Net;
using Practice.Calendars;
using Practice.Needs;
using Practice.Shared;
using Practice.Silo.Hosting;
using QRCoder;

namespace Practice.Silo.Api;

/// <summary>回执: what a resident without an account takes home, the number of the need and a code that leads to its progress.</summary>
internal static class StubEndpoints
{
    private const int PixelsAModule = 8;

    public static void MapStubs(this RouteGroupBuilder api) =>
        api.MapGet("/needs/{id}/stub", Stub).WithTags("Needs").WithSummary("回执: number and QR code for the resident; format json, html, svg or png").Produces<StubView>();

    /// <param name="Progress">Opens in any browser; it asks for the phone's last four digits.</param>
    /// <param name="HasPhoneCode">Whether a telephone was left, so that progress can be asked for.</param>
    internal sealed record StubView(string Number, string Unit, string UnitName, string Progress, bool HasPhoneCode, string Hint, DateTimeOffset ReceivedAt);

    private static async Task<IResult> Stub(
        string id, HttpContext context, IGrainFactory grains, Rights rights, PracticeOptions options, CancellationToken cancellation, string? format = null)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(id));
        var answer = await needs.View(id);
        if (answer.Value is not { } need)
            return Answer.From(answer.Refusal!);
        if (!await NeedEndpoints.MaySee(context.Caller(), need, rights, cancellation))
            return Answer.From(Refusal.Forbidden("This need is not yours, nor in a unit of yours."));

        var progress = $"{options.PublicAddress}/api/v1/public/progress?number={need.Id}";
        using var code = QRCodeGenerator.GenerateQrCode(progress, QRCodeGenerator.ECCLevel.M);
        var wanted = format ?? (PublicPages.Wanted(context) ? "html" : "json");
        if (wanted == "svg")
            return Results.Text(Svg(code), "image/svg+xml; charset=utf-8");
        if (wanted == "png")
        {
            using var png = new PngByteQRCode(code);
            return Results.Bytes(png.GetGraphic(PixelsAModule), "image/png");
        }

        if (wanted is not ("json" or "html"))
            return Answer.Malformed("format", "A stub is json, html, svg or png.");
        var unit = (await grains.GetGrain<Units.IUnitGrain>(Ids.UnitStream(need.Unit)).View()).Value;
        var known = await needs.PhoneCode(id) is not null;
        var stub = new StubView(
            need.Id, need.Unit, unit?.Name ?? need.Unit, progress, known, known ? "手机号后四位" : "未留电话,请到站查询", ChinaTime.Local(need.ReceivedAt));
        return wanted == "json" ? Results.Ok(stub) : Results.Text(Page(stub, Svg(code)), "text/html; charset=utf-8");
    }

    private static string Svg(QRCodeData code)
    {
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(PixelsAModule);
    }

    private static string Page(StubView stub, string svg) => $$"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>回执 {{Safe(stub.Number)}}</title>
        <style>body{font-family:sans-serif;max-width:80mm;margin:4mm auto;text-align:center}svg{width:50mm;height:50mm}h1{font-size:5mm;margin:2mm}p{margin:1.5mm;font-size:3.6mm}.n{font-size:4.4mm;font-weight:bold}</style></head>
        <body><h1>{{Safe(stub.UnitName)}}新时代文明实践 · 回执</h1><p class="n">{{Safe(stub.Number)}}</p>{{svg}}
        <p>扫码查进度,口令:{{Safe(stub.Hint)}}</p><p>收到:{{stub.ReceivedAt:yyyy-MM-dd HH:mm}}</p><p>志愿服务不收费</p></body></html>
        """;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
