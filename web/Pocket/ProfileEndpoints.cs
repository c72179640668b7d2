using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>A volunteer's own profile and consents; a guardian's wards.</summary>
internal static class ProfileEndpoints
{
    /// <summary>What is asked for, by the version of its text; null where nothing is passed on, so that it can only be taken back.</summary>
    private static readonly Dictionary<string, string?> Versions = new() { ["publicName"] = JoinForm.PublicNameVersion, ["nationalRecord"] = null };

    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/volunteer", PageHosting.Reads, (OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Page(own, api, words, who, null, null, null, c)));
        app.MapPost("/volunteer/profile", Edit);
        app.MapPost("/volunteer/consents", Consent);
        app.MapPost("/volunteer/guardian-code", Code);
        app.MapMethods("/volunteer/wards", PageHosting.Reads, (OwnApi own, HttpContext context, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Wards(own, words, who, null, null, c)));
        app.MapPost("/volunteer/wards/take", Take);
        app.MapMethods("/volunteer/my-data.json", PageHosting.Reads, (OwnApi own, HttpContext context, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Download.Of(own, context, words, who, "me/export", "my-data.json", c)));
        app.MapPost("/volunteer/close", Close);
    }

    private static Task<IResult> Edit(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            var form = ProfileForm.Read(sent);
            if (form.Mistakes().Any()) return await Page(own, api, words, who, form, new("form.mistakes", 422, null), null, cancellation);
            var changed = await own.Send<OwnVolunteerView>(who, HttpMethod.Patch, "me/volunteer", new
            {
                phone = form.Phone, address = form.Address, emergency = new { name = form.EmergencyName, phone = form.EmergencyPhone }, skills = form.Skills, fields = form.Fields,
                availability = form.Free, radiusKm = form.RadiusKm ?? 0,
            }, sent.Key, cancellation, match: $"\"{sent.Number("version") ?? 0}\"");
            return changed.Problem is { } problem ? await Page(own, api, words, who, form, problem, null, cancellation) : new SeeOther(words.To("/volunteer?done=profile"));
        });

    private static Task<IResult> Consent(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            if (!Versions.TryGetValue(sent.Raw("purpose"), out var version)) return PageAnswers.NotFound(words);
            var put = await own.Send<VolunteerView>(who, HttpMethod.Put, "me/volunteer/consents", new { purpose = sent.Raw("purpose"), textVersion = sent.Is("agree") ? version : null }, sent.Key, cancellation);
            return put.Problem is { } problem ? await Page(own, api, words, who, null, problem, null, cancellation) : new SeeOther(words.To("/volunteer?done=consent"));
        });

    // Shown in the answer to the form: it stands in no address, and asking again makes another.
    private static Task<IResult> Code(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            var made = await own.Send<GuardianCodeView>(who, HttpMethod.Post, "me/volunteer/guardian-code", null, sent.Key, cancellation);
            return await Page(own, api, words, who, null, made.Problem, made.Value, cancellation);
        });

    // The box is the second thought: without it nothing ends.
    private static Task<IResult> Close(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            if (!sent.Is("sure")) return await Page(own, api, words, who, null, new("closing.unsure", 422, null), null, cancellation);
            var closed = await own.Send<VolunteerView>(who, HttpMethod.Post, "me/volunteer/close", new { sure = true }, sent.Key, cancellation);
            return closed.Problem is { Status: not 404 } problem ? await Page(own, api, words, who, null, problem, null, cancellation) : new SeeOther(words.To("/mine?done=left"));
        });

    private static Task<IResult> Take(OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, sent) =>
        {
            if (!sent.Is("notice")) return await Wards(own, words, who, sent, new("consent.missing", 422, null), cancellation);
            var taken = await own.Send<VolunteerView>(who, HttpMethod.Post, "me/wards/take", new
            {
                number = sent.Line("number", 40)?.ToUpperInvariant(), code = PocketAddress.Digits(sent.Line("code", 20)),
                guardian = new { name = sent.Line("guardianName", ProfileForm.LongestName), phone = PocketAddress.Digits(sent.Line("guardianPhone", 30)), relation = JoinForm.Relations.FirstOrDefault(known => known == sent.Raw("relation")) ?? "other" },
                notice = JoinForm.NoticeVersion, childRules = JoinForm.ChildRulesVersion,
            }, sent.Key, cancellation);
            return taken.Problem is { } problem ? await Wards(own, words, who, sent, problem, cancellation) : new SeeOther(words.To("/volunteer/wards?done=taken"));
        });

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, Words words, SignedIn who, ProfileForm? typed, ProblemView? trouble, GuardianCodeView? code, CancellationToken cancellation)
    {
        var found = await own.Get<OwnVolunteerView>(who, "me/volunteer", cancellation);
        if (found.Value is not { } me) return found.Problem is { Status: 404 } ? Results.LocalRedirect(words.To("/volunteer/join")) : DeskPages.Refused(words, found.Problem!);
        var (skills, categories, names) = (JoinEndpoints.Skills(own, who, me.Profile.Unit, cancellation), api.Categories(me.Profile.Unit, cancellation), api.Names([me.Profile.Unit], cancellation));
        await Task.WhenAll(skills, categories, names);
        return PageAnswers.Show<ProfilePage>(new
        {
            W = words, Who = who, Me = me, Form = typed ?? ProfileForm.Of(me), Typed = typed is not null, Skills = await skills, Categories = await categories,
            UnitName = (await names).GetValueOrDefault(me.Profile.Unit, me.Profile.Unit), Trouble = trouble, Code = code,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    private static async Task<IResult> Wards(OwnApi own, Words words, SignedIn who, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var wards = await own.Get<ListPage<VolunteerView>>(who, "me/wards?limit=50", cancellation);
        return wards.Value is { } page
            ? PageAnswers.Show<WardsPage>(new { W = words, Who = who, Wards = page.Items ?? [], Typed = typed, Trouble = trouble }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, wards.Problem!);
    }
}
