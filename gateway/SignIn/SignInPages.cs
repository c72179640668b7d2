using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Practice.Gateway.Accounts;
using QRCoder;

namespace Practice.Gateway.SignIn;

/// <summary>The pages of a sign-in: plain forms without scripts, for old phones and screen readers too.</summary>
internal sealed class SignInPages(IAntiforgery forms, GatewayOptions options)
{
    private const string Style =
        "body{font:18px/1.6 system-ui,sans-serif;margin:0;background:#f6f4ef;color:#222}main{max-width:26rem;margin:8vh auto;padding:1.5rem;background:#fff;border-radius:.5rem}"
        + "h1{font-size:1.4rem;margin:0 0 1rem}label{display:block;margin-top:1rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #777;border-radius:.3rem}"
        + "button{font:inherit;margin-top:1.2rem;width:100%;padding:.7rem;border:0;border-radius:.3rem;background:#a51d1d;color:#fff}[role=alert]{color:#a51d1d;font-weight:600}a{color:#1a4f8b}";

    private static readonly HtmlEncoder Words = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Forms may lead to the applications, which the answer to the last of them is a redirect to.</summary>
    private readonly string _policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
        + string.Concat(options.AllClients.SelectMany(client => client.RedirectUris.Concat(client.SignedOutUris)).Select(Source).Distinct().Select(source => " " + source));

    public IResult Phone(HttpContext context, string back, string? error = null, int status = 200) => Page(context, status, "登录", $"""
        {Alert(error)}<form method="post" action="/connect/sign-in/code">{Hidden(context, back)}
        <label>手机号<input name="phone" type="tel" inputmode="tel" autocomplete="tel" maxlength="20" required autofocus></label>
        <button>获取验证码</button></form>
        <p>首次使用的手机号将自动注册，见<a href="/connect/notice">个人信息处理规则</a>。<a href="/connect/sign-in/password{Query(back)}">用密码登录</a></p>
        """);

    public IResult Code(HttpContext context, string back, string challenge, string? error = null, int status = 200) => Page(context, status, "输入验证码", $"""
        {Alert(error)}<p>验证码已发送，{PhoneCodes.Minutes} 分钟内有效。</p>
        <form method="post" action="/connect/sign-in/verify">{Hidden(context, back)}<input type="hidden" name="challenge" value="{Safe(challenge)}">
        <label>6 位验证码<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus></label>
        <button>登录</button></form>
        <p><a href="/connect/sign-in{Query(back)}">换一个手机号或重新获取</a></p>
        """);

    public IResult Password(HttpContext context, string back, string? error = null, int status = 200) => Page(context, status, "用密码登录", $"""
        {Alert(error)}<form method="post" action="/connect/sign-in/password">{Hidden(context, back)}
        <label>手机号<input name="phone" type="tel" inputmode="tel" autocomplete="username" maxlength="20" required autofocus></label>
        <label>密码<input name="password" type="password" autocomplete="current-password" maxlength="{PasswordRules.Longest}" required></label>
        <button>登录</button></form>
        <p><a href="/connect/sign-in{Query(back)}">用验证码登录</a>，忘记密码也从这里进入，登录后可重设。</p>
        """);

    public IResult SecondFactor(HttpContext context, string back, string ticket, string? error = null, int status = 200) => Page(context, status, "第二步验证", $"""
        {Alert(error)}<form method="post" action="/connect/sign-in/second-factor">{Hidden(context, back)}<input type="hidden" name="ticket" value="{Safe(ticket)}">
        <label>验证器里的 6 位数字，或一个恢复码<input name="code" autocomplete="one-time-code" maxlength="24" required autofocus></label>
        <button>确认</button></form>
        """);

    /// <summary>Asked for before there is an account, and again when the text is another.</summary>
    public IResult Agree(HttpContext context, string back, string ticket, string? error = null, int status = 200) => Page(context, status, "个人信息处理规则", $"""
        {Alert(error)}{NoticeText()}
        <form method="post" action="/connect/sign-in/agree">{Hidden(context, back)}<input type="hidden" name="ticket" value="{Safe(ticket)}">
        <label><input type="checkbox" name="agreed" value="yes" required style="width:auto"> 我已阅读并同意</label>
        <button>同意并继续</button></form>
        <p>不同意则不能建立账号，您的手机号不会留存在账号中；仍可到实践站当面点单，或由工作人员代办。</p>
        """);

    public IResult Notice(HttpContext context) => Page(context, 200, "个人信息处理规则", NoticeText());

    // What the law wants told (§17, and the list form of the province's rules): who, why, what, how long, which rights. Consents.Text counts its versions.
    private string NoticeText() => $"""
        <dl><dt>处理者</dt><dd>{Safe(options.Notice.Processor)}，联系方式：{Safe(options.Notice.Contact)}</dd>
        <dt>目的</dt><dd>建立账号、登录、把您的需求和志愿服务归到您名下。</dd>
        <dt>收集清单</dt><dd>手机号（加密保存，用于登录和验证）；登录的时间和设备名称；您自己填写的内容。</dd>
        <dt>提供清单</dt><dd>登录信息不向他人提供。您点单时留下的联系方式，只有受理的实践站和接单的队伍能看到，每次查看都有记录。</dd>
        <dt>保存期限</dt><dd>账号存续期间；验证码一日，登录记录在结束后一日删除。</dd>
        <dt>您的权利</dt><dd>查阅、复制、更正、删除、注销账号、撤回同意，可随时向处理者提出。未满 14 周岁须由监护人同意。</dd></dl>
        """;

    /// <summary>For staff who have no second factor yet and need one.</summary>
    public IResult Enrol(HttpContext context, string back, string ticket, FactorKey key, string? error = null, int status = 200) => Page(context, status, "设置第二步验证", $"""
        {Alert(error)}<p>工作人员登录需要第二步验证。请用手机上的验证器应用扫描，或输入密钥：</p>
        <p>{QrCode(key.Uri)}</p><p><code>{Safe(key.Key)}</code></p>
        <form method="post" action="/connect/sign-in/enrol">{Hidden(context, back)}<input type="hidden" name="ticket" value="{Safe(ticket)}">
        <label>验证器里的 6 位数字<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus></label>
        <button>确认</button></form>
        """);

    public IResult Recovery(HttpContext context, string back, string[] codes) => Page(context, 200, "请保存恢复码", $"""
        <p>手机不在身边时，每个恢复码可代替验证器使用一次。它们只显示这一次：</p>
        <ul>{string.Concat(codes.Select(code => $"<li><code>{Safe(code)}</code></li>"))}</ul>
        <p>{(back.Length > 0 ? $"<a href=\"{Safe(back)}\">已保存，继续</a>" : "您已登录，可以关闭此页。")}</p>
        """);

    /// <summary>Whether it is meant: a link of another site may have led here.</summary>
    /// <param name="asked">What the address asked for; it goes along.</param>
    public IResult SignOut(HttpContext context, IEnumerable<KeyValuePair<string, string>> asked) => Page(context, 200, "退出登录", $"""
        <p>要退出登录吗？</p>
        <form method="post" action="/connect/sign-out">{string.Concat(asked.Select(field => $"<input type=\"hidden\" name=\"{Safe(field.Key)}\" value=\"{Safe(field.Value)}\">"))}
        <button>退出登录</button></form>
        <p>不退出，关掉此页即可。</p>
        """);

    public IResult Message(HttpContext context, string title, string text, int status = 200) => Page(context, status, title, $"<p>{Safe(text)}</p>");

    private IResult Page(HttpContext context, int status, string title, string body)
    {
        context.Response.Headers.ContentSecurityPolicy = _policy;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $"<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Safe(title)}</title><style>{Style}</style></head>"
            + $"<body><main><h1>{Safe(title)}</h1>{body}</main></body></html>", "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private string Hidden(HttpContext context, string back)
    {
        var token = forms.GetAndStoreTokens(context);
        return $"<input type=\"hidden\" name=\"{token.FormFieldName}\" value=\"{Safe(token.RequestToken)}\"><input type=\"hidden\" name=\"back\" value=\"{Safe(back)}\">";
    }

    private static string QrCode(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return picture.GetGraphic(4);
    }

    private static string Alert(string? error) => error is null ? "" : $"<p role=\"alert\">{Safe(error)}</p>";

    private static string Query(string back) => back.Length == 0 ? "" : "?back=" + Safe(Uri.EscapeDataString(back));

    private static string Safe(string? text) => Words.Encode(text ?? "");

    private static string Source(string address) => new Uri(address) is { Scheme: "http" or "https" } site ? site.GetLeftPart(UriPartial.Authority) : new Uri(address).Scheme + ":";
}
