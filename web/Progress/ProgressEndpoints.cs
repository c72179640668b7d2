using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Progress;

/// <summary>我的事办到哪了: by its number and the last four digits of the telephone that was left. The digits stand in no address.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/progress", PageHosting.Reads, (string? number = null, string? lang = null) =>
            PageAnswers.Show<LookUpPage>(new { W = Words.In(lang), Number = BoardAddress.IsNeed(Tidy(number)) ? Tidy(number) : "" }));
        app.MapPost("/progress", Find);
    }

    /// <summary>A number as people type it.</summary>
    private static string Tidy(string? number) => string.Concat((number ?? "").ToUpperInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static Task<IResult> Find(PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!context.Request.HasFormContentType) return PageAnswers.NotFound(words);
            var form = await Sent.Read(context);
            var (number, code) = (Tidy(form.Raw("number")), form.Raw("phoneCode").Trim());
            if (!BoardAddress.IsNeed(number) || code.Length != 4 || !code.All(char.IsAsciiDigit)) return Again(422, "wrong");
            var found = await api.Progress(number, code, cancellation);
            return found.Value is { } need ? PageAnswers.Show<ProgressPage>(new { W = words, Need = need }) : Again(found.Problem!.Status, found.Problem.Status == 429 ? "often" : "wrong");

            IResult Again(int status, string trouble) => PageAnswers.Show<LookUpPage>(new { W = words, Number = number, Trouble = trouble }, status == 400 ? 422 : status);
        });
}
