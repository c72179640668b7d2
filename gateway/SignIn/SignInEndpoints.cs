using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Practice.Gateway.Edge;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary><c>/connect/sign-in</c>: by a code to the phone, which signs up too, or by password; then the second factor where there is one.</summary>
internal static class SignInEndpoints
{
    private const string TooOld = "页面已过期，请重新填写。";
    private const string NoSecond = "验证已超时，请重新登录。";

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/connect/sign-in").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("", (HttpContext context, SignInPages show, string? back) => show.Phone(context, SignInForm.Checked(back)));
        pages.MapPost("/code", SendCode);
        pages.MapPost("/verify", Verify);
        pages.MapGet("/password", (HttpContext context, SignInPages show, string? back) => show.Password(context, SignInForm.Checked(back)));
        pages.MapPost("/password", ByPassword);
        pages.MapPost("/second-factor", BySecondFactor);
        pages.MapPost("/enrol", Enrol);
        pages.MapPost("/agree", Agree);
        routes.MapGet("/connect/notice", (HttpContext context, SignInPages show) => show.Notice(context)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/v1/sign-in/codes", Shown).RequireAuthorization(GatewaySecurity.OperatorPolicy).WithTags("Sign-in")
            .WithSummary("The codes that nobody sends, for development: none in production").Produces<IReadOnlyList<ShownCode>>();
        return routes;
    }

    private static async Task<IResult> SendCode(HttpContext context, IAntiforgery forms, SignInPages show, PhoneCodes codes, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Phone(context, "", TooOld, 400);
        if (PhoneNumber.Read(form["phone"]) is not { } phone) return show.Phone(context, form.Back, "请填写 11 位手机号。", 400);
        if (!codes.Available) return show.Phone(context, form.Back, "暂时不能发送验证码，请用密码登录，或到就近的实践站办理。", 503);
        try
        {
            var sent = await codes.Send(phone, cancellation);
            if (sent.Challenge is not null) return show.Code(context, form.Back, sent.Challenge);
            context.Response.Headers.RetryAfter = sent.Wait.ToString(CultureInfo.InvariantCulture);
            return show.Phone(context, form.Back, $"发送太频繁，请 {Ago(sent.Wait)}后再试。", 429);
        }
        catch (HttpRequestException)
        {
            return show.Phone(context, form.Back, "验证码没有发出，请稍后再试。", 503);
        }
    }

    private static async Task<IResult> Verify(
        HttpContext context, IAntiforgery forms, SignInPages show, PhoneCodes codes, People people, SignInTicket tickets, Entrance entrance, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Phone(context, "", TooOld, 400);
        return await codes.Prove(form["challenge"], form["code"].Trim(), cancellation) is { } phone
            ? await people.ByPhone(phone, cancellation) is { } known
                ? await entrance.First(context, known, "code", form.Back, cancellation)
                : show.Agree(context, form.Back, tickets.ForPhone(phone))
            : show.Code(context, form.Back, form["challenge"], $"验证码不对、已用过或已过期；一个验证码最多试 {PhoneCodes.Attempts} 次。", 422);
    }

    private static async Task<IResult> ByPassword(HttpContext context, IAntiforgery forms, SignInPages show, People people, Entrance entrance, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Password(context, "", TooOld, 400);
        return PhoneNumber.Read(form["phone"]) is { } phone && form["password"] is { Length: <= PasswordRules.Longest } password
            && await people.ByPassword(phone, password, cancellation) is { } account
            ? await entrance.First(context, account, "password", form.Back, cancellation)
            : show.Password(context, form.Back, "手机号或密码不对。连续多次不对，密码登录会停用一刻钟；可改用验证码。", 422);
    }

    private static async Task<IResult> BySecondFactor(
        HttpContext context, IAntiforgery forms, SignInPages show, SignInTicket tickets, People people, UserManager<Account> users, SecondFactors factors, Entrance entrance, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Phone(context, "", TooOld, 400);
        if (tickets.Read(form["ticket"]) is not { } ticket || await people.Find(ticket.Account, cancellation) is not { } account) return show.Phone(context, form.Back, NoSecond, 400);
        if (await users.IsLockedOutAsync(account)) return show.SecondFactor(context, form.Back, form["ticket"], "错误次数太多，请一刻钟后再试。", 429);
        if (await factors.Use(account.Id, form["code"], cancellation)) return await entrance.Open(context, account, ticket.Method, secondFactor: true, form.Back, cancellation);
        await users.AccessFailedAsync(account);
        return show.SecondFactor(context, form.Back, form["ticket"], "数字不对，或已经用过。", 422);
    }

    private static async Task<IResult> Enrol(
        HttpContext context, IAntiforgery forms, SignInPages show, SignInTicket tickets, People people, SecondFactors factors, Entrance entrance, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Phone(context, "", TooOld, 400);
        if (tickets.Read(form["ticket"]) is not { } ticket || await people.Find(ticket.Account, cancellation) is not { } account) return show.Phone(context, form.Back, NoSecond, 400);
        if (await factors.Confirm(account.Id, form["code"].Trim(), cancellation) is not { } codes)
            return await entrance.Enrol(context, account, form["ticket"], form.Back, "数字不对，请用新的密钥再试。", cancellation);
        await entrance.Begin(context, account, ticket.Method, secondFactor: true, cancellation);
        return show.Recovery(context, form.Back, codes);
    }

    /// <summary>Whoever does not agree has no account, and nothing of him is kept.</summary>
    private static async Task<IResult> Agree(
        HttpContext context, IAntiforgery forms, SignInPages show, SignInTicket tickets, People people, Consents consents, Entrance entrance, CancellationToken cancellation)
    {
        if (await SignInForm.Read(context, forms, cancellation) is not { } form) return show.Phone(context, "", TooOld, 400);
        if (form["agreed"] != "yes") return show.Agree(context, form.Back, form["ticket"], "请先阅读并勾选同意。", 422);
        var (ticket, phone) = (tickets.Read(form["ticket"]), tickets.Phone(form["ticket"]));
        var account = phone is not null ? await people.Enter(phone, cancellation) : ticket is { } known ? await people.Find(known.Account, cancellation) : null;
        if (account is null) return show.Phone(context, form.Back, NoSecond, 400);
        await consents.Give(account.Id, cancellation);
        return await entrance.First(context, account, ticket?.Method ?? "code", form.Back, cancellation);
    }

    private static Task<IReadOnlyList<ShownCode>> Shown(PhoneCodes codes, CancellationToken cancellation) => codes.Shown(cancellation);

    private static string Ago(long seconds) => seconds < 120 ? $"{seconds} 秒" : seconds < 7200 ? $"{(seconds + 59) / 60} 分钟" : $"{(seconds + 3599) / 3600} 小时";
}
