using System.Net.Http.Headers;
using System.Text;
using Practice.Tests.Intake;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Without an account and without a screen: filing, following, one-time links; files; coverage.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task No_account_is_needed_to_file_and_to_follow_and_a_child_may_file_for_a_parent()
    {
        var town = await network.NewTown(Cancel);
        var filed = (await network.Nobody.Post("/public/needs", new { unit = town.Station, title = "灯不亮", category = "lifeService", name = "王五", phone = "13900000007", onBehalf = true }, Cancel)).Ok(201);
        var number = filed.Text("number");

        Assert.Equal("submitted", (await network.Nobody.Get($"/public/progress?number={number}&phoneCode=0007", Cancel)).Ok().Text("status"));
        (await network.Nobody.Get($"/public/progress?number={number}&phoneCode=0008", Cancel)).Refused(404, "progress.notFound");
        Assert.Contains("手机号后四位", (await network.Nobody.Get($"/public/progress?number={number}", Cancel, "text/html")).Body, StringComparison.Ordinal);
        Assert.Contains("已收到", (await network.Nobody.Get($"/public/progress?number={number}&phoneCode=0007", Cancel, "text/html")).Body, StringComparison.Ordinal);
        var seen = (await Operator.Get($"/needs/{number}", Cancel)).Ok();
        Assert.Equal(("online", true, "王*"), (seen.Text("channel"), seen.GetProperty("onBehalf").GetBoolean(), seen.Text("contactName")));
        (await network.Nobody.Post("/public/needs", new { unit = town.Station, title = "灯不亮", category = "lifeService" }, Cancel)).Refused(400, "phone.invalid");
        (await network.Nobody.Post("/public/needs", new { unit = "999999", title = "灯不亮", category = "lifeService", phone = "13900000007" }, Cancel)).Refused(400, "unit.invalid");
    }

    [Fact]
    public async Task Two_strangers_with_one_key_file_two_needs()
    {
        var town = await network.NewTown(Cancel);
        object Words(string phone) => new { unit = town.Station, title = "灯不亮", category = "lifeService", phone };

        var one = (await network.Nobody.Post("/public/needs", Words("13900000001"), Cancel, "1")).Ok(201).Text("number");
        var same = (await network.Nobody.Post("/public/needs", Words("13900000001"), Cancel, "1")).Ok(201).Text("number");
        var other = (await network.Nobody.Post("/public/needs", Words("13900000002"), Cancel, "1")).Ok(201).Text("number");

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task A_one_time_link_rates_once_whoever_opens_it_and_can_be_taken_back()
    {
        var town = await network.NewTown(Cancel);
        var need = await Done(town.Station);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var link = (await clerk.Post($"/needs/{need}/links", new { purpose = "rate", days = 7 }, Cancel, "link-1")).Ok(201);
        var replay = (await clerk.Post($"/needs/{need}/links", new { purpose = "rate", days = 7 }, Cancel, "link-1")).Ok(201);
        var code = (await clerk.Post($"/needs/{need}/links", new { purpose = "rate", spoken = true }, Cancel)).Ok(201);
        var way = $"/public/needs/{need}/links/{link.Text("secret")}";

        Assert.Equal((26, 8, link.Text("secret")), (link.Text("secret").Length, code.Text("secret").Length, replay.Text("secret")));
        Assert.DoesNotContain(link.Text("secret"), (await clerk.Get($"/needs/{need}/links", Cancel)).Body, StringComparison.Ordinal);
        Assert.Equal("done", (await network.Nobody.Get(way, Cancel)).Ok().Text("status"));
        Assert.Contains("非常满意", (await network.Nobody.Get(way, Cancel, "text/html")).Body, StringComparison.Ordinal);
        (await network.Nobody.Get($"/public/needs/{need}/links/{new string('X', 26)}", Cancel)).Refused(404, "link.notFound");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => network.Nobody.Post(way + "/rating", new { score = 5, comment = "来得快" }, Cancel)));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refused(409, "link.used"));
        Assert.Equal(1, (await clerk.Get($"/needs/{need}", Cancel)).Ok().Number("rating", "count"));
        (await network.Nobody.Post($"/public/needs/{need}/links/{code.Text("secret").ToLowerInvariant()}/rating", new { score = 1 }, Cancel)).Refused(409, "rating.given");
        Assert.Equal("revoked", (await clerk.Post($"/needs/{need}/links/2/revoke", null, Cancel)).Ok().Text("status"));
        (await network.Nobody.Post($"/public/needs/{need}/links/{code.Text("secret")}/rating", new { score = 1 }, Cancel)).Refused(409, "link.revoked");
        (await (await network.Resident(Cancel)).Post($"/needs/{need}/links", new { }, Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task A_form_without_script_rates_by_a_link()
    {
        var need = await Done((await network.NewTown(Cancel)).Station);
        var link = (await Operator.Post($"/needs/{need}/links", new { }, Cancel)).Ok(201).Text("secret");

        var thanks = await network.Nobody.Send(HttpMethod.Post, $"/public/needs/{need}/links/{link}/rating",
            new StringContent("score=4&comment=%E5%A5%BD", Encoding.UTF8, "application/x-www-form-urlencoded"), Cancel, accept: "text/html");

        Assert.True(thanks.Status == 200 && thanks.Body.Contains("谢谢您的评价", StringComparison.Ordinal), $"{thanks.Status} {thanks.Body}");
    }

    [Fact]
    public async Task A_photo_is_kept_without_its_place_and_read_by_staff_and_whoever_sent_it()
    {
        var town = await network.NewTown(Cancel);
        var (resident, stranger, clerk) = (await network.Resident(Cancel), await network.Resident(Cancel, "supervisor"), await network.As("clerk", town.Station, Cancel));
        var sent = await Send(resident, town.Station, Pictures.Jpeg(), "text/plain");
        var id = sent.Ok(201).Text("id");

        Assert.Equal("image/jpeg", sent.Ok().Text("contentType"));
        foreach (var reader in new[] { resident, clerk, Operator })
        {
            var file = await reader.Get($"/files/{id}", Cancel);
            Assert.Equal((200, "image/jpeg"), (file.Status, file.ContentType));
            Assert.DoesNotContain(Pictures.Place, Encoding.Latin1.GetString(file.Bytes), StringComparison.Ordinal);
        }

        (await stranger.Get($"/files/{id}", Cancel)).Refused(403, "right.missing");
        (await clerk.Get($"/files/{town.Station}-F999999", Cancel)).Refused(404, "file.notFound");
        (await Send(clerk, town.Station, Encoding.UTF8.GetBytes("<html></html>"), "image/png")).Refused(415, "file.type");
        (await Send(clerk, "321299", Pictures.Png(), "image/png")).Refused(400, "unit.invalid");
        (await Send(clerk, town.Station, [.. Pictures.Png()[..^30], .. new byte[10 * 1024 * 1024]], "image/png")).Refused(413, "file.tooLarge");

        var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png()), "file", "slip.exe" } };
        var second = (await clerk.Send(HttpMethod.Post, $"/files?unit={town.Station}", form, Cancel)).Ok(201).Text("id");
        var need = (await clerk.Post($"/units/{town.Station}/needs", new { title = "见照片", category = "lifeService", channel = "walkIn", photos = new[] { id, second } }, Cancel)).Ok(201);
        Assert.Equal([id, second], need.GetProperty("photos").EnumerateArray().Select(photo => photo.GetString()));
        (await clerk.Post($"/units/{town.Station}/needs", new { title = "见照片", category = "lifeService", channel = "walkIn", photos = new[] { town.Sibling + "-F000001" } }, Cancel)).Refused(422, "photo.unknown");
    }

    [Fact]
    public async Task Coverage_lists_the_villages_without_a_point_and_the_places_out_of_reach()
    {
        var town = await network.NewTown(Cancel);
        (await Operator.Patch($"/units/{town.Station}", new { location = new { lat = 32.3183, lon = 119.8758 } }, Cancel)).Ok();
        (await Operator.Post($"/units/{town.Station}/intake-points", new { kind = "mailbox", name = "东村信箱", location = new { lat = 32.3183, lon = 119.8758 } }, Cancel)).Ok(201);
        (await Operator.Post($"/units/{town.Sibling}/needs", new { title = "灯不亮", category = "lifeService", channel = "walkIn", location = new { lat = 32.3383, lon = 119.8758 } }, Cancel)).Ok(201);

        var view = (await Operator.Get($"/units/{town.Institute}/coverage", Cancel)).Ok();

        Assert.Equal((2, 1), (view.Number("villages"), view.Number("covered")));
        Assert.Equal(town.Sibling, Assert.Single(view.Items("gaps")).Text("unit"));
        Assert.Equal((300, 1, 1), (view.Number("circle", "metres"), view.Number("circle", "seats", "known"), view.Number("circle", "seats", "within")));
        Assert.Equal((town.Sibling, 1), (Assert.Single(view.GetProperty("circle").Items("needGaps")).Text("unit"), view.Number("circle", "needs", "known")));
        Assert.Equal(1, (await Operator.Get($"/units/{town.Institute}/coverage?metres=5000", Cancel)).Ok().Number("circle", "needs", "within"));
        (await Operator.Get($"/units/{town.Institute}/coverage?metres=1", Cancel)).Refused(400, "metres.invalid");
    }

    [Fact]
    public async Task What_came_beside_the_screen_is_there_after_a_restart()
    {
        var town = await network.NewTown(Cancel);
        var point = await Box(Operator, town.Station);
        var opening = (await Operator.Post($"/intake-points/{point}/openings", new { openedBy = TwoPeople, counted = 2 }, Cancel)).Ok(201).Text("id");
        var need = (await Operator.Post($"/units/{town.Station}/needs", Slipped(point, "P-1"), Cancel)).Ok(201).Text("id");
        var draft = (await Operator.Post($"/units/{town.Station}/drafts", new { phone = "13900000001", line = "下水堵了" }, Cancel)).Ok(201).Text("id");
        var plan = (await Operator.Post($"/units/{town.Station}/visit-plans", new { area = "东片" }, Cancel)).Ok(201).Text("id");
        var photo = (await Send(Operator, town.Station, Pictures.Png(), "image/png")).Ok(201).Text("id");
        var link = (await Operator.Post($"/needs/{need}/links", new { purpose = "follow" }, Cancel)).Ok(201).Text("secret");
        string[] paths = [$"/intake-points/{point}", $"/intake-points/{point}/openings/{opening}", $"/needs/{need}", $"/drafts/{draft}", $"/visit-plans/{plan}", $"/files/{photo}"];
        var before = await Task.WhenAll(paths.Select(async path => Convert.ToHexString((await Operator.Get(path, Cancel)).Bytes)));

        await network.Restart(Cancel);

        Assert.Equal(before, await Task.WhenAll(paths.Select(async path => Convert.ToHexString((await Operator.Get(path, Cancel)).Bytes))));
        (await Operator.Post($"/units/{town.Station}/needs", Slipped(point, "p-1"), Cancel)).Refused(409, "slip.entered");
        (await Operator.Post($"/intake-points/{point}/openings", new { openedBy = TwoPeople }, Cancel)).Refused(409, "opening.underWay");
        Assert.Equal("submitted", (await network.Nobody.Get($"/public/needs/{need}/links/{link}", Cancel)).Ok().Text("status"));
    }

    private static Task<Reply> Send(Api by, string unit, byte[] contents, string type)
    {
        var body = new ByteArrayContent(contents);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        return by.Send(HttpMethod.Post, $"/files?unit={unit}", body, Cancel);
    }
}
