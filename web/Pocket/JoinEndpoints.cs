using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>A resident becomes a volunteer, or registers a child: where, then one form.</summary>
internal static class JoinEndpoints
{
    private const int MostFound = 40, LongestWords = 20;

    /// <summary>Which field a refusal is about.</summary>
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["name.invalid"] = "name", ["document.invalid"] = "document", ["identity.taken"] = "document", ["birth.missing"] = "born", ["birth.mismatch"] = "born", ["birth.invalid"] = "born",
        ["age.tooYoung"] = "born", ["guardian.required"] = "born", ["age.adult"] = "born", ["phone.invalid"] = "phone", ["emergency.invalid"] = "emergencyPhone", ["address.invalid"] = "address", ["guardian.invalid"] = "guardianName",
    };

    public static void MapJoin(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/volunteer/where", PageHosting.Reads, Where);
        app.MapMethods("/volunteer/join", PageHosting.Reads, Show);
        app.MapPost("/volunteer/join", Send);
    }

    private static Task<IResult> Where(
        PublicApi api, BoardReader boards, HttpContext context, string? at = null, string? q = null, string? whom = null, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            if ((BoardAddress.IsUnit(at) ? at : await boards.Home(cancellation)) is not { } code) return PageAnswers.NoUnits(words);
            var asked = Typed.Words(q, LongestWords);
            var found = asked is null ? null : await api.Search(asked, MostFound, cancellation);
            return await api.Unit(code, cancellation) is { } unit
                ? PageAnswers.Show<WherePage>(new { W = words, Unit = unit, Asked = asked, Found = found, Child = whom == "child" })
                : PageAnswers.NotFound(words);
        });

    private static Task<IResult> Show(OwnApi own, PublicApi api, HttpContext context, string? unit = null, string? whom = null, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            var child = whom == "child";
            if (!child && await own.Find<OwnVolunteerView>(who, "me/volunteer", cancellation) is not null) return Results.LocalRedirect(words.To("/volunteer"));
            return (BoardAddress.IsUnit(unit) ? unit : Look.VillageOf(context)) is { } at
                ? await Form(own, api, words, who, JoinForm.Empty(at, child, who.Name), null, cancellation)
                : Results.LocalRedirect(words.To("/volunteer/where" + (child ? "?whom=child" : "")));
        });

    private static Task<IResult> Send(OwnApi own, PublicApi api, HttpContext context, string? unit = null, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            if (!BoardAddress.IsUnit(unit)) return PageAnswers.NotFound(words);
            var form = JoinForm.Read(sent, unit!);
            if (form.Mistakes().Count > 0) return await Form(own, api, words, who, form, new("form.mistakes", 422, null), cancellation);
            var joined = await own.Send<OwnVolunteerView>(who, HttpMethod.Post, form.Child ? "me/wards" : "me/volunteer", form.Body(), form.Key, cancellation);
            if (joined.Problem is { Code: "volunteer.exists" } && !form.Child) return new SeeOther(words.To("/volunteer"));
            if (joined.Problem is { } problem) return await Form(own, api, words, who, form, problem, cancellation);
            Look.Remember(context, form.Unit);
            if (form.Child) return new SeeOther(words.To("/volunteer/wards?done=ward"));
            var kept = !form.PublicName || (await own.Send<VolunteerView>(
                who, HttpMethod.Put, "me/volunteer/consents", new { purpose = "publicName", textVersion = JoinForm.PublicNameVersion }, form.Key + "-publicName", cancellation)).Problem is null;
            return new SeeOther(words.To(kept ? "/volunteer?done=joined" : "/volunteer?done=joinedOnly"));
        });

    private static async Task<IResult> Form(OwnApi own, PublicApi api, Words words, SignedIn who, JoinForm form, ProblemView? trouble, CancellationToken cancellation)
    {
        var (unit, skills, categories) = (api.Unit(form.Unit, cancellation), Skills(own, who, form.Unit, cancellation), api.Categories(form.Unit, cancellation));
        await Task.WhenAll(unit, skills, categories);
        if (await unit is not { } place) return PageAnswers.NotFound(words);
        var mistakes = trouble is null ? [] : form.Mistakes();
        if (trouble is { Code: { } code } && Fields.TryGetValue(code, out var field)) mistakes[field] = code;
        return PageAnswers.Show<JoinPage>(new
        {
            W = words, Who = who, Form = form, Place = place, Skills = await skills, Categories = await categories, Mistakes = (IReadOnlyDictionary<string, string>)mistakes, Trouble = trouble,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    internal static async Task<IReadOnlyList<SkillView>> Skills(OwnApi own, SignedIn who, string unit, CancellationToken cancellation) =>
        (await own.Find<SkillsView>(who, $"units/{unit}/skills", cancellation))?.Table?.Skills ?? [];
}
