extern alias gateway;

using System.Net;
using System.Text.RegularExpressions;
using gateway::Practice.Gateway.SignIn;
using Microsoft.EntityFrameworkCore;
using Practice.Tests.Edge;
using Xunit;

namespace Practice.Tests.Accounts;

/// <summary>Staff by invitation, roles by those above.</summary>
public sealed partial class StaffTests(PeopleGateway people) : IClassFixture<PeopleGateway>
{
    private const string Station = "320282112201", Town = "320282112";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex("<code>(?<key>[A-Z2-7]{32})</code>")]
    private static partial Regex ShownKey();

    [Fact]
    public async Task Whoever_brings_the_code_takes_the_roles_once()
    {
        var invitation = await Invite(new { name = "站工作人员", roles = new[] { new { role = "clerk", unit = Station } } });
        using var invited = await people.SignedIn(Cancellation);
        using var late = await people.SignedIn(Cancellation);

        using var accepted = await invited.Call(HttpMethod.Post, "/invitations/accept", new { code = invitation.Code.ToLowerInvariant() }, Cancellation);
        using var again = await late.Call(HttpMethod.Post, "/invitations/accept", new { code = invitation.Code }, Cancellation);
        using var unknown = await late.Call(HttpMethod.Post, "/invitations/accept", new { code = "AAAA" }, Cancellation);
        await invited.Refresh(Cancellation);
        var me = await invited.Me(Cancellation);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("invitation.over", await again.ProblemCode(409, Cancellation));
        Assert.Equal("invitation.notFound", await unknown.ProblemCode(404, Cancellation));
        Assert.Equal(("clerk", Station, "站工作人员"), (me.GetProperty("roles")[0].GetProperty("role").GetString(), me.GetProperty("roles")[0].GetProperty("unit").GetString(), me.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_invitation_to_a_phone_is_that_phones_alone()
    {
        var phone = PeopleGateway.NewPhone();
        var invitation = await Invite(new { name = "站长", phone, roles = new[] { new { role = "operator", unit = Station } } });
        using var invited = await people.SignedIn(Cancellation, phone);
        using var other = await people.SignedIn(Cancellation);

        using var notHis = await other.Call(HttpMethod.Post, "/invitations/accept", new { code = invitation.Code }, Cancellation);
        var mine = await (await invited.Call(HttpMethod.Get, "/me/invitations", null, Cancellation)).Json(Cancellation);
        using var accepted = await invited.Call(HttpMethod.Post, $"/me/invitations/{mine[0].GetProperty("id").GetString()}/accept", null, Cancellation);

        Assert.Equal("invitation.notFound", await notHis.ProblemCode(404, Cancellation));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("accepted", (await accepted.Json(Cancellation)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Nobody_invites_beyond_the_own_subtree_nor_an_operator_beside_himself()
    {
        var town = await people.Token("operator", Town, Cancellation);

        using var elsewhere = await Ask(town, new { name = "甲", roles = new[] { new { role = "clerk", unit = "320282113" } } });
        using var equal = await Ask(town, new { name = "甲", roles = new[] { new { role = "operator", unit = Town } } });
        using var nowhere = await Ask(town, new { name = "甲", roles = new[] { new { role = "clerk", unit = "999999" } } });
        using var below = await Ask(town, new { name = "甲", roles = new[] { new { role = "operator", unit = Station } } });
        using var malformed = await Ask(town, new { name = "", phone = "1", days = 99, roles = new[] { new { role = "king", unit = "x" } } });

        Assert.Equal("right.missing", await elsewhere.ProblemCode(403, Cancellation));
        Assert.Equal("right.missing", await equal.ProblemCode(403, Cancellation));
        Assert.Equal("unit.notFound", await nowhere.ProblemCode(422, Cancellation));
        Assert.Equal(HttpStatusCode.Created, below.StatusCode);
        Assert.Equal(["days", "name", "phone", "roles[0].role", "roles[0].unit"], (await malformed.Json(Cancellation)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_is_too_old_gives_nothing()
    {
        var (revoked, old) = (await Invite(new { name = "甲", roles = new[] { new { role = "clerk", unit = Station } } }), await Invite(new { name = "乙", roles = new[] { new { role = "clerk", unit = Station } } }));
        using var invited = await people.SignedIn(Cancellation);
        await people.Store(db => db.Invitations.Where(i => i.Id == old.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, 1), Cancellation));

        using var taken = await people.Gateway.Send(HttpMethod.Delete, $"/api/v1/invitations/{revoked.Id}", await people.Gateway.DemoToken(Cancellation), null, Cancellation);
        using var first = await invited.Call(HttpMethod.Post, "/invitations/accept", new { code = revoked.Code }, Cancellation);
        using var second = await invited.Call(HttpMethod.Post, "/invitations/accept", new { code = old.Code }, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal("invitation.over", await first.ProblemCode(409, Cancellation));
        Assert.Equal("invitation.over", await second.ProblemCode(409, Cancellation));
    }

    [Fact]
    public async Task Roles_are_given_and_taken_by_those_above_and_every_change_is_kept()
    {
        using var head = await Staff("operator", Town);
        using var clerk = await Staff("clerk", Station);
        var (headId, clerkId) = (await Id(head), await Id(clerk));

        using var given = await head.Call(HttpMethod.Post, $"/staff/{clerkId}/roles", new { role = "dispatcher", unit = Station, reason = "派单" }, Cancellation);
        using var taken = await head.Call(HttpMethod.Post, $"/staff/{clerkId}/roles/take", new { role = "clerk", unit = Station, reason = "调岗" }, Cancellation);
        using var again = await head.Call(HttpMethod.Post, $"/staff/{clerkId}/roles/take", new { role = "clerk", unit = Station }, Cancellation);
        using var own = await head.Call(HttpMethod.Post, $"/staff/{headId}/roles", new { role = "clerk", unit = Town }, Cancellation);
        var history = await (await head.Call(HttpMethod.Get, $"/staff/{clerkId}/history", null, Cancellation)).Json(Cancellation);
        using var asClerk = await clerk.Call(HttpMethod.Get, $"/staff/{headId}", null, Cancellation);
        await clerk.Refresh(Cancellation);

        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal(["dispatcher"], (await taken.Json(Cancellation)).GetProperty("roles").EnumerateArray().Select(role => role.GetProperty("role").GetString()));
        Assert.Equal("role.missing", await again.ProblemCode(409, Cancellation));
        Assert.Equal("account.self", await own.ProblemCode(409, Cancellation));
        Assert.Equal(["given clerk", "given dispatcher 派单", "taken clerk 调岗"], history.EnumerateArray().Select(change => $"{change.GetProperty("change").GetString()} {change.GetProperty("role").GetString()} {(change.GetProperty("by").GetString() == headId ? change.GetProperty("reason").GetString() : "")}".Trim()));
        Assert.Equal("right.missing", await asClerk.ProblemCode(403, Cancellation));
        Assert.Equal("dispatcher", (await clerk.Me(Cancellation)).GetProperty("roles")[0].GetProperty("role").GetString());
    }

    [Fact]
    public async Task An_operator_sees_the_staff_of_the_own_subtree_with_masked_phones_and_ends_their_sign_ins()
    {
        using var clerk = await Staff("clerk", Station);
        var id = await Id(clerk);
        var (town, sibling) = (await people.Token("operator", Town, Cancellation), await people.Token("operator", "320282113", Cancellation));

        var listed = await (await people.Gateway.Send(HttpMethod.Get, "/api/v1/staff?limit=200", town, null, Cancellation)).Json(Cancellation);
        using var hidden = await people.Gateway.Send(HttpMethod.Get, $"/api/v1/staff/{id}", sibling, null, Cancellation);
        using var ended = await people.Gateway.Send(HttpMethod.Delete, $"/api/v1/staff/{id}/sessions", town, null, Cancellation);
        using var refused = await clerk.AskRefresh(clerk.RefreshToken, Cancellation);

        Assert.Matches(@"^138\*{4}\d{4}$", listed.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id).GetProperty("phone").GetString());
        Assert.Equal("account.notFound", await hidden.ProblemCode(404, Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Where_staff_need_a_second_factor_their_roles_wait_for_it()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, people.SiloSetting, "--Practice:SecondFactor=staff", "--Practice:Limits:TokenPerSecond=0");
        using var browser = new Browser(gateway);
        await browser.SignInByCode(PeopleGateway.NewPhone(), Cancellation);
        var made = await (await gateway.Send(HttpMethod.Post, "/api/v1/invitations", await gateway.DemoToken(Cancellation), new { name = "甲", roles = new[] { new { role = "clerk", unit = Station } } }, Cancellation)).Json(Cancellation);
        (await browser.Call(HttpMethod.Post, "/invitations/accept", new { code = made.GetProperty("code").GetString() }, Cancellation)).EnsureSuccessStatusCode();
        await browser.Refresh(Cancellation);
        var before = await browser.Me(Cancellation);

        var phone = PeopleGateway.NewPhone();
        using var other = new Browser(gateway);
        await other.SignInByCode(phone, Cancellation);
        var key = OwnAccountTests.Key(await (await browser.Call(HttpMethod.Post, "/me/second-factor", null, Cancellation)).Json(Cancellation));
        (await browser.Call(HttpMethod.Post, "/me/second-factor/confirm", new { code = Totp.Code(key, OwnAccountTests.Now()) }, Cancellation)).EnsureSuccessStatusCode();
        await browser.Refresh(Cancellation);

        Assert.Equal((0, "secondFactor"), (before.GetProperty("roles").GetArrayLength(), before.GetProperty("withheld").GetString()));
        Assert.Equal(1, (await browser.Me(Cancellation)).GetProperty("roles").GetArrayLength());
        Assert.Null((await other.Me(Cancellation)).GetProperty("withheld").GetString());
    }

    [Fact]
    public async Task Staff_without_a_second_factor_are_led_to_one_as_they_sign_in()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation, people.SiloSetting, "--Practice:SecondFactor=staff", "--Practice:Limits:TokenPerSecond=0");
        var phone = PeopleGateway.NewPhone();
        var made = await (await gateway.Send(HttpMethod.Post, "/api/v1/invitations", await gateway.DemoToken(Cancellation), new { name = "甲", phone, roles = new[] { new { role = "clerk", unit = Station } } }, Cancellation)).Json(Cancellation);
        using var browser = new Browser(gateway);
        await browser.SignInByCode(phone, Cancellation);
        (await browser.Call(HttpMethod.Post, "/invitations/accept", new { code = made.GetProperty("code").GetString() }, Cancellation)).EnsureSuccessStatusCode();
        (await browser.Call(HttpMethod.Put, "/me/password", new { password = "塘边柳树下三只鹅正过桥" }, Cancellation)).EnsureSuccessStatusCode();

        var page = await (await browser.EnterPassword(phone, "塘边柳树下三只鹅正过桥", Cancellation)).Content.ReadAsStringAsync(Cancellation);
        using var wrong = await browser.Fill("/connect/sign-in/enrol", page, Cancellation, ("code", "12345"));
        var next = await wrong.Content.ReadAsStringAsync(Cancellation);
        using var right = await browser.Fill("/connect/sign-in/enrol", next, Cancellation, ("code", Totp.Code(OwnAccountTests.Read(ShownKey().Match(next).Groups["key"].Value), OwnAccountTests.Now())));
        await browser.Continue(Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("恢复码", await right.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("clerk", (await browser.Me(Cancellation)).GetProperty("roles")[0].GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("/staff?after=%00")]
    [InlineData("/invitations?after=%00")]
    [InlineData("/service-accounts?after=%00")]
    [InlineData("/service-accounts/a%00b")]
    public async Task What_is_no_text_in_an_address_is_the_callers_mistake(string address)
    {
        using var answer = await people.Gateway.Send(HttpMethod.Get, "/api/v1" + address, await people.Gateway.DemoToken(Cancellation), null, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_gateways_own_addresses_stand_in_a_document_of_their_own()
    {
        var document = await (await people.Gateway.Http.GetAsync(new Uri("/openapi/accounts.json", UriKind.Relative), Cancellation)).Json(Cancellation);

        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();

        Assert.True(operations.Count > 20, $"{operations.Count} operations");
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
    }

    /// <summary>Somebody signed in who took a role by invitation.</summary>
    private async Task<Browser> Staff(string role, string unit)
    {
        var browser = await people.SignedIn(Cancellation);
        var invitation = await Invite(new { name = role, roles = new[] { new { role, unit } } });
        (await browser.Call(HttpMethod.Post, "/invitations/accept", new { code = invitation.Code }, Cancellation)).EnsureSuccessStatusCode();
        await browser.Refresh(Cancellation);
        return browser;
    }

    private static async Task<string> Id(Browser browser) => (await browser.Me(Cancellation)).GetProperty("subject").GetString()!;

    private Task<HttpResponseMessage> Ask(string token, object body) => people.Gateway.Send(HttpMethod.Post, "/api/v1/invitations", token, body, Cancellation);

    private async Task<(string Id, string Code)> Invite(object body)
    {
        var made = await (await Ask(await people.Gateway.DemoToken(Cancellation), body)).Json(Cancellation);
        return (made.GetProperty("id").GetString()!, made.GetProperty("code").GetString()!);
    }
}
