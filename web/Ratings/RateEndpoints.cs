using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Ratings;

/// <summary>满意不满意: one tap by a one-time link. The link stays out of logs of other sites: nothing of a page comes from elsewhere.</summary>
internal static class RateEndpoints
{
    private const int LongestComment = 500;

    public static void MapRate(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/rate/{number}/{secret}", PageHosting.Reads, Show);
        app.MapPost("/rate/{number}/{secret}", Send);
        app.MapMethods("/rated", PageHosting.Reads, (string? score = null, string? lang = null) =>
            PageAnswers.Show<RatedPage>(new { W = Words.In(lang), Score = int.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= 5 ? given : 0 }));
    }

    private static Task<IResult> Show(PublicApi api, HttpContext context, string number, string secret, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!IsLink(number, secret)) return PageAnswers.NotFound(words);
            var followed = await api.Follow(number, secret, cancellation);
            if (followed.Value is not { } need) return Gone(words, followed.Problem!);
            return need.Status == "rated" ? Gone(words, new("link.used", 409, null)) : Page(words, need, secret, 200, null);
        });

    private static Task<IResult> Send(PublicApi api, HttpContext context, string number, string secret, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            if (!IsLink(number, secret) || !context.Request.HasFormContentType) return PageAnswers.NotFound(words);
            var form = await Sent.Read(context);
            var comment = Typed.Text(form.Raw("comment"), LongestComment + 1, lines: true);
            if (!SameOrigin.Sent(context) || form.Number("score") is not (>= 1 and <= 5 and { } score) || comment.Length > LongestComment)
            {
                var followed = await api.Follow(number, secret, cancellation);
                return followed.Value is { } need ? Page(words, need, secret, 422, comment) : Gone(words, followed.Problem!);
            }

            // A link rates once: its own key makes a second sending of the same word the first's answer.
            var said = new RateNeed(score, comment.Length == 0 ? null : comment, form.Is("feeCharged"));
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{secret}/{said}")))[..32];
            var rated = await api.Rate(number, secret, said, key, cancellation);
            if (rated.Value is null) return Gone(words, rated.Problem!);
            return new SeeOther(words.To("/rated?score=" + score.ToString(CultureInfo.InvariantCulture)));
        });

    private static bool IsLink(string number, string secret) => BoardAddress.IsNeed(number) && secret.Length is >= 8 and <= 40 && secret.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static IResult Page(Words words, ProgressView need, string secret, int status, string? comment) =>
        PageAnswers.Show<RatePage>(new { W = words, Need = need, Secret = secret, Comment = comment, Again = status != 200 }, status);

    /// <summary>A link that does not rate, with why and what to do.</summary>
    private static IResult Gone(Words words, ProblemView problem) => words.Resident.LinkTroubles.TryGetValue(problem.Code ?? "", out var said)
        ? PageAnswers.Message(words, problem.Code is "link.used" or "rating.given" ? 200 : problem.Status, said, words.Resident.LinkHelp)
        : PageAnswers.Message(words, problem.Status, problem.Status == 429 ? words.Resident.TooOften : words.Resident.LinkUnknown, words.Resident.LinkHelp);
}
