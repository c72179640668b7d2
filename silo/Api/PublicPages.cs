using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Practice.Calendars;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>
/// The few pages that a printed code leads to: no script, no account, readable on any telephone. They hold no more than the JSON beside
/// them, and nobody's name.
/// </summary>
internal static class PublicPages
{
    private static readonly ImmutableDictionary<NeedStatus, string> Words = new Dictionary<NeedStatus, string>
    {
        [NeedStatus.Submitted] = "已收到,工作人员正在看", [NeedStatus.Verified] = "已受理,正在找人", [NeedStatus.Rejected] = "这件办不了", [NeedStatus.Redirected] = "已转办,由他们答复",
        [NeedStatus.Merged] = "和邻居报的是同一件,一起办", [NeedStatus.Dispatching] = "正在联系队伍", [NeedStatus.Accepted] = "有队伍接了", [NeedStatus.InService] = "正在办",
        [NeedStatus.Done] = "办好了,请您说一句满意不满意", [NeedStatus.Rated] = "谢谢您的评价", [NeedStatus.Unfulfilled] = "暂时没办成", [NeedStatus.Withdrawn] = "您已撤回",
    }.ToImmutableDictionary();

    private static readonly (int Score, string Word)[] Scores = [(5, "非常满意"), (4, "满意"), (3, "基本满意"), (2, "不满意"), (1, "非常不满意")];

    public static bool Wanted(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks for the phone's last four digits.</summary>
    public static IResult Ask(string number, bool wrong) => Page("查进度", $"""
        <h1>我的事办到哪了</h1><p class="n">{Safe(number)}</p>{(wrong ? "<p class=\"w\">没有找到。请核对编号和手机号后四位。</p>" : "")}
        <form method="get"><input type="hidden" name="number" value="{Safe(number)}"><label>手机号后四位 <input name="phoneCode" inputmode="numeric" pattern="[0-9]*" maxlength="4" autocomplete="off" required></label><button>查进度</button></form>
        """);

    /// <param name="rateAt">Where a rating is sent; null = it is not asked for.</param>
    public static IResult Progress(ProgressView view, string? rateAt)
    {
        var body = new StringBuilder($"<h1>{Safe(Words[view.Status])}</h1><p class=\"n\">{Safe(view.Id)}</p>");
        Line("收到", Day(view.SubmittedAt));
        Line("最迟", view.DueAt is { } due ? Day(due) : null);
        Line("答复", view.Advice);
        Line("转给", view.RedirectedTo);
        Line("合并到", view.MergedInto);
        if (view.Promise is { } promise)
            Line("限期", $"{promise.PromisedDate:yyyy-MM-dd}:{string.Join(";", promise.Steps)}");
        Line("办结", view.DoneAt is { } done ? Day(done) : null);
        foreach (var number in view.EmergencyNumbers)
            Line("紧急请打", number);
        if (rateAt is not null && view.Status == NeedStatus.Done)
        {
            var choices = string.Concat(Scores.Select(s => $"<label><input type=\"radio\" name=\"score\" value=\"{s.Score}\" required> {s.Word}</label>"));
            body.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{Safe(rateAt)}\">{choices}<label>建议 <textarea name=\"comment\" maxlength=\"500\"></textarea></label><label><input type=\"checkbox\" name=\"feeCharged\" value=\"true\"> 收了钱</label><button>提交</button></form>");
        }

        return Page(Words[view.Status], body.ToString());

        void Line(string label, string? text) => body.Append(text is null ? "" : $"<p>{label}:{Safe(text)}</p>");
    }

    public static IResult Sorry(Refusal refusal) => Page("打不开", $"<h1>{(refusal.Code switch
    {
        "link.used" => "已经评价过了,谢谢您",
        "link.expired" => "这个链接过期了,请打站里电话",
        "link.revoked" => "这个链接已作废,请打站里电话",
        "need.state" => "还没有办结,办好了再请您评价",
        "rating.closed" => "评价时间已过",
        "rating.given" => "已经评价过了,谢谢您",
        _ => "没有找到,请核对链接",
    })}</h1>", refusal.Kind switch { RefusalKind.NotFound => 404, RefusalKind.Conflict => 409, RefusalKind.Rule => 422, _ => 400 });

    private static IResult Page(string title, string body, int status = 200) => Results.Text($$"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>{{Safe(title)}}</title>
        <style>body{font:1.15rem/1.6 sans-serif;max-width:26rem;margin:1rem auto;padding:0 1rem}.n{font-weight:bold}.w{color:#a00}label{display:block;margin:.6rem 0}input,textarea,button{font:inherit}textarea{width:100%}button{padding:.5rem 1.5rem}</style></head>
        <body>{{body}}</body></html>
        """, "text/html; charset=utf-8", statusCode: status);

    private static string Day(DateTimeOffset at) => ChinaTime.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
