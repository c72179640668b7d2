using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Practice.Tests.Push;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Work groups and partners are told, whatever their ends do meanwhile.</summary>
public abstract partial class EndToEndSuite
{
    private const string HookSecret = "a-secret-of-a-partner-0001";

    private static string NewKey() => Guid.NewGuid().ToString();

    [Fact]
    public async Task Each_unit_gets_a_daily_digest_without_personal_data_to_copy_and_to_push()
    {
        var (town, key) = (await network.NewTown(Cancel), NewKey());
        await Submitted(town.Station, Words("张三丰家13900000001下水堵了3号楼201室"));
        // A 200 that says no: busy.
        network.Robots.Say(key, Saying.Error(-1));
        var clerk = await network.As("clerk", town.Institute, Cancel);
        var made = await clerk.Post($"/units/{town.Station}/push-targets", new { kind = "weCom", name = "东村工作群", address = $"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}", digestAt = "08:00" }, Cancel);
        var target = made.Ok(201).Text("id");
        Assert.DoesNotContain(key, made.Body, StringComparison.Ordinal);

        (await clerk.Post($"/push-targets/{target}/push", new { }, Cancel)).Ok(202);

        var copied = (await clerk.Get($"/units/{town.Station}/digest", Cancel)).Ok().Text("text");
        Assert.Contains("待审核 1 件", copied, StringComparison.Ordinal);
        foreach (var personal in new[] { "13900000001", "201", "138" })
            Assert.DoesNotContain(personal, copied, StringComparison.Ordinal);
        var letter = await Letter(clerk, target, l => l.Text("status") == "delivered");
        Assert.Equal((2, copied), (letter.Number("attempts"), letter.Text("text")));
        Assert.Equal([copied, copied], network.Robots.TakenBy(key).Select(ContentOf));
        var log = await clerk.Get($"/units/{town.Station}/deliveries?limit=1", Cancel);
        Assert.DoesNotContain(key, log.Body + (await clerk.Get($"/units/{town.Station}/push-targets", Cancel)).Body, StringComparison.Ordinal);
        Assert.Equal(letter.Text("id"), log.Ok().Items()[0].Text("id"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_a_robot_arrives_in_parts_none_of_which_breaks_a_character()
    {
        var (town, key) = (await network.NewTown(Cancel), NewKey());
        var target = (await Operator.Post($"/units/{town.Station}/push-targets", new { kind = "weCom", name = "工作群", address = key }, Cancel)).Ok(201).Text("id");
        var text = string.Concat(Enumerable.Range(0, 60).Select(n => $"第{n}行:今天请把𠮷祥路的花浇一遍,谢谢大家。"));

        (await Operator.Post($"/push-targets/{target}/push", new { text }, Cancel)).Ok(202);

        var letter = await Letter(Operator, target, l => l.Text("status") == "delivered");
        var parts = network.Robots.TakenBy(key).Select(ContentOf).ToArray();
        Assert.Equal(parts.Length, letter.Number("parts"));
        Assert.InRange(parts.Length, 2, 5);
        Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, 2048));
        Assert.Equal(text, string.Concat(parts.Select(part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..])));
    }

    [Fact]
    public async Task A_dingtalk_robot_gets_its_signature_and_is_left_alone_when_it_says_so()
    {
        var (town, key) = (await network.NewTown(Cancel), NewKey());
        var team = await Team(town.Station, "剪纸队");
        network.Robots.Say(key, Saying.Yes, Saying.Error(130101));
        var leader = await network.As("teamLeader", team, Cancel);
        var target = (await leader.Post($"/teams/{team}/push-targets", new { kind = "dingTalk", name = "队群", address = key, secret = "SEC000000000000" }, Cancel)).Ok(201).Text("id");

        (await leader.Post($"/push-targets/{target}/push", new { text = "明天九点集合" }, Cancel)).Ok(202);
        await Letter(leader, target, l => l.Text("status") == "delivered");
        (await leader.Post($"/push-targets/{target}/push", new { }, Cancel)).Ok(202);
        var held = await Letter(leader, target, l => l.TryGetProperty("outcome", out var said) && said.GetString() == "errcode 130101");

        Assert.Equal("waiting", held.Text("status"));
        Assert.StartsWith("【剪纸队 今日提醒】", held.Text("text"), StringComparison.Ordinal);
        Assert.True(DateTimeOffset.Parse((await leader.Get($"/push-targets/{target}", Cancel)).Ok().Text("heldUntil"), null) > TimeProvider.System.GetUtcNow().AddMinutes(9));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(network.Robots.TakenBy(key)[0].Query);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData("SEC000000000000"u8, Encoding.UTF8.GetBytes($"{query["timestamp"]}\nSEC000000000000"))), query["sign"]);
        (await (await network.As("teamLeader", await Team(town.Station, "乙队"), Cancel)).Get($"/push-targets/{target}", Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task A_partner_gets_signed_CloudEvents_of_what_happens_and_a_restart_loses_none()
    {
        var (town, key) = (await network.NewTown(Cancel), "hook-" + NewKey());
        var target = (await Operator.Post($"/units/{town.Station}/push-targets",
            new { kind = "webhook", name = "区平台", address = $"{network.Robots.Address}/{key}", secret = HookSecret, events = new[] { "need.submitted", "order.*" } }, Cancel)).Ok(201).Text("id");
        // It does not answer: what was claimed and what waits behind it outlives the hosts.
        network.Robots.Say(key, new Saying(200, "", TimeSpan.FromSeconds(20)), new Saying(503, "", RetryAfter: 1));

        var need = await Submitted(town.Station);
        await Poll.Until(() => Task.FromResult(network.Robots.TakenBy(key).Length), n => n > 0, Cancel);
        await network.Restart(Cancel);

        await Letter(Operator, target, l => l.Text("status") == "delivered");
        var taken = network.Robots.TakenBy(key);
        Assert.True(taken.Length >= 2);
        Assert.Single(taken.Select(t => t.Headers["webhook-id"]).Distinct());
        var last = taken[^1];
        var signed = $"{last.Headers["webhook-id"]}.{last.Headers["webhook-timestamp"]}.{last.Body}";
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(HookSecret), Encoding.UTF8.GetBytes(signed))), last.Headers["webhook-signature"]);
        var told = new JsonEventFormatter().DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(last.Body), new System.Net.Mime.ContentType(MediaTypeHeaderValue.Parse(last.Headers["content-type"]).ToString()), null);
        Assert.True(told.IsValid);
        Assert.Equal(("practice.need.submitted", need, last.Headers["webhook-id"]), (told.Type, told.Subject, told.Id));
        Assert.DoesNotContain("张", last.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_hook_that_redirects_to_an_inside_address_is_given_up_and_can_be_sent_again()
    {
        var (town, key) = (await network.NewTown(Cancel), "hook-" + NewKey());
        var clerk = await network.As("clerk", town.Institute, Cancel);
        var target = (await clerk.Post($"/units/{town.Station}/push-targets", new { kind = "webhook", name = "平台", address = $"{network.Robots.Address}/{key}", secret = HookSecret }, Cancel)).Ok(201).Text("id");
        network.Robots.Say(key, new Saying(307, "", Location: $"{network.Robots.Address}/inside"));

        (await clerk.Post($"/push-targets/{target}/push", new { text = "试一试" }, Cancel)).Ok(202);

        var dead = await Letter(clerk, target, l => l.Text("status") == "dead");
        Assert.Equal("redirect", dead.Text("outcome"));
        Assert.Empty(network.Robots.TakenBy("inside"));
        Assert.Contains((await clerk.Get($"/units/{town.Station}/inbox", Cancel)).Ok().Items(), item => item.Text("kind") == "pushDead" && item.Text("subject") == target);
        Assert.Equal(dead.Text("id"), Assert.Single((await clerk.Get($"/units/{town.Station}/deliveries?status=dead", Cancel)).Ok().Items()).Text("id"));
        (await clerk.Post($"/deliveries/{dead.Text("id")}/resend", null, Cancel)).Ok(202);
        await Letter(clerk, target, l => l.Text("status") == "delivered");
        (await clerk.Post($"/deliveries/{dead.Text("id")}/resend", null, Cancel)).Refused(409, "delivery.state");
    }

    [Fact]
    public async Task A_target_that_says_it_is_no_more_is_disabled_and_stands_in_the_inbox()
    {
        var (town, key) = (await network.NewTown(Cancel), "hook-" + NewKey());
        var target = (await Operator.Post($"/units/{town.Station}/push-targets", new { kind = "webhook", name = "旧平台", address = $"{network.Robots.Address}/{key}", secret = HookSecret }, Cancel)).Ok(201).Text("id");
        network.Robots.Say(key, new Saying(410, ""));

        (await Operator.Post($"/push-targets/{target}/push", new { text = "试一试" }, Cancel)).Ok(202);

        await Letter(Operator, target, l => l.Text("status") == "dead");
        Assert.Contains((await Operator.Get($"/units/{town.Station}/inbox", Cancel)).Ok().Items(), item => item.Text("kind") == "pushDisabled" && item.Text("title") == "旧平台");
        (await Operator.Post($"/push-targets/{target}/push", new { text = "再试" }, Cancel)).Refused(409, "pushTarget.disabled");
        (await Operator.Patch($"/push-targets/{target}", new { active = true }, Cancel)).Ok();
        (await Operator.Post($"/push-targets/{target}/push", new { text = "再试" }, Cancel)).Ok(202);
        await Letter(Operator, target, l => l.Text("status") == "delivered");
        (await Operator.Send(HttpMethod.Delete, $"/push-targets/{target}", null, Cancel)).Ok();
        (await Operator.Get($"/push-targets/{target}", Cancel)).Refused(404, "pushTarget.notFound");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/hook", "address.refused")]
    [InlineData("https://127.0.0.1:9/hook", "address.refused")]
    [InlineData("https://localhost/hook", "address.refused")]
    [InlineData("https://[::1]/hook", "address.refused")]
    [InlineData("https://[::ffff:10.0.0.1]/hook", "address.refused")]
    [InlineData("https://169.254.169.254/latest/meta-data", "address.refused")]
    [InlineData("https://0x7f000001/hook", "address.refused")]
    [InlineData("http://93.184.216.34/hook", "address.refused")]
    [InlineData("{robots}/deaf", "webhook.notAllowed")]
    public async Task A_web_hook_inside_or_one_that_does_not_want_to_is_refused(string address, string code)
    {
        var refused = await Operator.Post($"/units/{Network.Common}/push-targets",
            new { kind = "webhook", name = "平台", address = address.Replace("{robots}", network.Robots.Address, StringComparison.Ordinal), secret = HookSecret }, Cancel);

        refused.Refused(422, code);
    }

    [Fact]
    public async Task Somebody_who_works_for_several_gets_one_days_text()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "巧手队");

        var mine = (await (await network.As("teamLeader", team, Cancel)).Get("/me/digest", Cancel)).Ok();
        var nobodys = (await network.Person("person-volunteer").Get("/me/digest", Cancel)).Ok();

        Assert.StartsWith("【巧手队 今日提醒】待答复 0 件", mine.Text("text"), StringComparison.Ordinal);
        Assert.Empty(nobodys.Items("of"));
        (await Operator.Get($"/teams/{team}/digest?date=2026-13-01", Cancel)).Refused(400, "date.invalid");
    }

    private static string ContentOf(Taken letter) => JsonDocument.Parse(letter.Body).RootElement.GetProperty("text").Text("content");

    /// <summary>The newest letter of a target, once it is so.</summary>
    private static Task<JsonElement> Letter(Api by, string target, Func<JsonElement, bool> there) => Poll.Until(
        async () => (await by.Get($"/push-targets/{target}/deliveries", Cancel)).Ok().Items() is [var newest, ..] ? newest : default,
        letter => letter.ValueKind == JsonValueKind.Object && there(letter), Cancel);
}
