using System.IO.Compression;
using System.Text;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What holds for every address: keys, versions, problems, pages, files.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_repeat_with_the_same_key_answers_the_first_outcome_and_another_body_is_a_mismatch()
    {
        var town = await network.NewTown(Cancel);
        var needs = $"/units/{town.Station}/needs";

        var first = await Operator.Post(needs, Words(), Cancel, "submit-1");
        var again = await Operator.Post(needs, Words(), Cancel, "submit-1");
        Assert.Equal((201, 201, first.Location), (first.Status, again.Status, again.Location));
        Assert.Equal(first.Ok().Text("id"), again.Ok().Text("id"));
        (await Operator.Post(needs, Words("别的事"), Cancel, "submit-1")).Refused(409, "idempotency.mismatch");
        var clerk = await network.As("clerk", town.Station, Cancel);
        Assert.NotEqual(first.Ok().Text("id"), (await clerk.Post(needs, Words(), Cancel, "submit-1")).Ok(201).Text("id"));

        var need = $"/needs/{first.Ok().Text("id")}";
        (await Operator.Post(need + "/verify", new { decision = "accept" }, Cancel, "verify-1")).Ok();
        (await Operator.Post(need + "/verify", new { decision = "accept" }, Cancel, "verify-1")).Ok();
        (await Operator.Post(need + "/verify", new { decision = "accept" }, Cancel, "verify-2")).Refused(409, "need.state");
        (await Operator.Post(need + "/verify", new { decision = "accept" }, Cancel, new string('k', 201))).Refused(400, "request.malformed");
        Assert.Equal(2, (await Operator.Get($"/needs?under={town.Station}", Cancel)).Ok().Items().Length);

        var teams = $"/units/{town.Station}/teams";
        var team = (await Operator.Post(teams, new { name = "甲队", fields = new[] { "lifeService" } }, Cancel, "team-1")).Ok(201);
        Assert.Equal(team.Text("id"), (await Operator.Post(teams, new { name = "甲队", fields = new[] { "lifeService" } }, Cancel, "team-1")).Ok(201).Text("id"));
    }

    [Fact]
    public async Task An_edit_names_the_version_it_has_seen()
    {
        var town = await network.NewTown(Cancel);
        var need = $"/needs/{await Submitted(town.Station)}";
        var team = $"/teams/{await Team(town.Station, "甲队")}";
        var unit = $"/units/{town.Station}";
        var service = $"/services/{(await Operator.Post(unit + "/services", new { name = "剪纸课", category = "cultureArts" }, Cancel)).Ok(201).Text("id")}";
        var resource = $"/resources/{(await Operator.Post(unit + "/resources", new { kind = "venue", name = "文化礼堂" }, Cancel)).Ok(201).Text("id")}";

        foreach (var (path, edit, other) in new (string, object, object)[]
        {
            (need, new { description = "三楼" }, new { description = "四楼" }), (team, new { capacity = 3 }, new { capacity = 4 }),
            (unit, new { address = "中街1号" }, new { address = "中街2号" }), (service, new { schedule = "周三" }, new { schedule = "周四" }),
            (resource, new { note = "新" }, new { note = "旧" }),
        })
        {
            var seen = (await Operator.Get(path, Cancel)).ETag;
            Assert.Matches("^\"\\d+\"$", seen);
            (await Operator.Patch(path, edit, Cancel, match: null)).Refused(428, "ifMatch.missing");
            (await Operator.Patch(path, edit, Cancel, match: "nonsense")).Refused(400, "request.malformed");
            var changed = await Operator.Patch(path, edit, Cancel, seen, "edit-1" + path);
            changed.Ok(200);
            Assert.NotEqual(seen, changed.ETag);
            (await Operator.Patch(path, other, Cancel, seen)).Refused(412, "version.stale");
            Assert.Equal(changed.ETag, (await Operator.Patch(path, edit, Cancel, seen, "edit-1" + path)).ETag);
            (await Operator.Patch(path, other, Cancel, changed.ETag)).Ok();
        }
    }

    [Fact]
    public async Task Settings_are_changed_by_who_may_and_by_version()
    {
        var town = await network.NewTown(Cancel);
        var path = $"/units/{town.Institute}/time-limits";
        var before = await Operator.Get(path, Cancel);
        var table = JsonSerializer.Deserialize<object>(before.Ok().GetProperty("table"));

        (await Operator.Put(path, table, Cancel, match: null)).Refused(428, "ifMatch.missing");
        foreach (var role in new[] { "clerk", "dispatcher", "supervisor", "auditor" })
            (await (await network.As(role, town.Institute, Cancel)).Put(path, table, Cancel, "\"0\"")).Refused(403, "right.missing");
        var changed = (await Operator.Put(path, table, Cancel, "\"0\"")).Ok();
        Assert.Equal(town.Institute, changed.Text("from"));
        (await Operator.Put(path, table, Cancel, "\"0\"")).Refused(412, "version.stale");
        Assert.Equal(town.Institute, (await Operator.Get($"/units/{town.Station}/time-limits", Cancel)).Ok().Text("from"));

        var keyed = () => Operator.Send(HttpMethod.Put, path, JsonContent.Create(table), Cancel, key: "limits-1", match: "\"1\"");
        Assert.Equal(2, (await keyed()).Ok().Number("version"));
        Assert.Equal(2, (await keyed()).Ok().Number("version"));
    }

    [Theory]
    [InlineData("{bad", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"bogus"}""", "channel")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"phone","people":"many"}""", "people")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"phone","wanted":{"from":"yesterday","until":"today"}}""", "wanted.from")]
    [InlineData("""{"title":7,"category":"lifeService","channel":"phone"}""", "title")]
    [InlineData("""{"title":"","category":"lifeService","channel":"phone"}""", "title")]
    [InlineData("""{"title":"x","category":"lifeService"}""", "channel")]
    [InlineData("""{"title":"x\u0000y","category":"lifeService","channel":"phone"}""", "title")]
    [InlineData("""{"title":"x\ud800y","category":"lifeService","channel":"phone"}""", "title")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"phone","contact":{"phone":"12"}}""", "contact")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"phone","people":0}""", "people")]
    [InlineData("""{"title":"x","category":"lifeService","channel":"phone","receivedAt":"2999-01-01T00:00:00+08:00"}""", "receivedAt")]
    public async Task A_malformed_need_is_refused_with_the_field(string json, string field)
    {
        var answer = await Operator.PostText($"/units/{Network.Common}/needs", json, Cancel);

        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields());
    }

    [Theory]
    [InlineData("/needs?under=3212&limit=many", "limit")]
    [InlineData("/needs?under=3212&after=nonsense", "after")]
    [InlineData("/needs?under=3212&after=nonsense&format=csv", null)]
    [InlineData("/needs?under=3212&from=yesterday", "from")]
    [InlineData("/needs?under=3212&overdue=perhaps", "overdue")]
    [InlineData("/needs", "under")]
    [InlineData("/needs?under=3212&q=%00", "q")]
    [InlineData("/needs?under=3212&q=%ED%A0%80", null)]
    [InlineData("/needs?under=3212&status=,,", null)]
    [InlineData("/needs?under=3212&q=%27%20OR%201%3D1%20--", null)]
    [InlineData("/units?after=MAo5OTk5OTk5OTk5OTk5OTk5OTk5OTkKeAp5", "after")]
    [InlineData("/units/3212/statistics?month=2026-13", "month")]
    [InlineData("/units/3212/statistics?month=0001-01", "month")]
    [InlineData("/units/3212/digest?date=tomorrow", "date")]
    [InlineData("/units/3212/digest?date=0001-01-01", "date")]
    [InlineData("/units/3212/digest?date=9999-12-31", "date")]
    [InlineData("/units/3212/resources?category=%00", "category")]
    [InlineData("/units/3212/teams?status=%01", "status")]
    [InlineData("/public/units/3212/board?month=9999-99", "month")]
    [InlineData("/public/progress", "phoneCode")]
    public async Task A_malformed_question_is_refused_with_the_parameter(string path, string? field)
    {
        var answer = await Operator.Get(path, Cancel);

        Assert.True(answer.Status < 500, $"{answer.Status} {answer.Body}");
        if (field is null)
            return;
        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields());
    }

    [Fact]
    public async Task A_body_of_another_type_or_too_large_is_refused()
    {
        var needs = $"/units/{Network.Common}/needs";

        (await Operator.PostText(needs, "title=x", Cancel, "application/x-www-form-urlencoded")).Refused(415, "mediaType.unsupported");
        (await Operator.PostText(needs, "<need/>", Cancel, "application/xml")).Refused(415, "mediaType.unsupported");
        (await Operator.PostText("/imports/divisions", "{}", Cancel)).Refused(415, "mediaType.unsupported");
        (await Operator.PostText(needs, $$"""{"title":"{{new string('x', Network.MostBytes)}}"}""", Cancel)).Refused(413, "body.tooLarge");
        (await Operator.Send(HttpMethod.Delete, needs, null, Cancel)).Refused(405, "method.notAllowed");
        (await Operator.Get("/nothing/here", Cancel)).Refused(404, "resource.notFound");
    }

    [Fact]
    public async Task Unknown_ids_and_ids_of_another_kind_are_404()
    {
        var town = await network.NewTown(Cancel);
        var need = await Submitted(town.Station);
        var team = await Team(town.Station, "甲队");
        string[] strange = ["999999999999-N000001", $"{town.Station}-N999999", $"{town.Station}-W999999", $"{town.Station}-T999", $"{town.Station}-R999", $"{town.Station}-S999", need, team, "x", "%01", "..%2f", "-N000001", "３２１２", "张三", "'", new string('9', 500)];

        foreach (var id in strange)
        {
            foreach (var (kind, own) in new[] { ("needs", need), ("orders", ""), ("teams", team), ("resources", ""), ("services", ""), ("units", "") })
            {
                if (id == own)
                    continue;
                NotThere(await Operator.Get($"/{kind}/{id}", Cancel));
                NotThere(await Operator.Patch($"/{kind}/{id}", new { }, Cancel), 405);
            }

            foreach (var path in new[] { $"/units/{id}/children", $"/units/{id}/needs", $"/units/{id}/inbox", $"/units/{id}/statistics", $"/units/{id}/categories", $"/public/units/{id}/board", $"/public/units/{id}/publications/2026-01", $"/imports/{id}", $"/orders/{id}/history", $"/teams/{id}x/schedule" })
                NotThere(await Operator.Get(path, Cancel), 405);
            if (id != need)
                foreach (var step in new[] { "verify", "dispatch", "support", "withdraw", "escalate", "take-over", "refer", "close-impossible", "regrade", "refer/return", "appeal", "extension", "callback", "rating" })
                    NotThere(await Operator.Post($"/needs/{id}/{step}", new { decision = "accept", mode = "auto", reason = "r", to = "3212", until = "2030-01-01T00:00:00+08:00", score = 5, reached = true, urgency = "normal" }, Cancel));
            foreach (var step in new[] { "accept", "decline", "start", "report", "confirm", "redo", "return", "release", "reassign", "adjudicate" })
                NotThere(await Operator.Post($"/orders/{id}/{step}", new { reason = "r", outcome = "fulfilled", granted = true }, Cancel));
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_while_others_insert()
    {
        var town = await network.NewTown(Cancel);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 7; i++)
            known.Add(await Submitted(town.Station, Words($"第{i}件事")));

        foreach (var sort in new[] { "newest", "oldest", "id" })
        {
            var (seen, next) = (new List<string>(), "");
            do
            {
                var page = (await Operator.Get($"/needs?under={town.Station}&limit=3&sort={sort}&after={next}", Cancel)).Ok();
                Assert.InRange(page.Items().Length, 1, 3);
                seen.AddRange(page.Texts("items", "id"));
                await Submitted(town.Station, Words("插进来的"));
                next = page.TryGetProperty("next", out var more) && more.ValueKind == JsonValueKind.String ? more.GetString()! : "";
            }
            while (next.Length > 0 && seen.Count < 60);

            Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
            Assert.Superset(known, seen.ToHashSet(StringComparer.Ordinal));
        }

        (await Operator.Get($"/needs?under={town.Station}&limit=3&sort=newest", Cancel)).Ok().Text("next");
        foreach (var limit in new[] { 0, -5, 100_000 })
            Assert.InRange((await Operator.Get($"/units?under={Network.City}&limit={limit}", Cancel)).Ok().Items().Length, 1, 200);
    }

    [Fact]
    public async Task A_list_is_a_file_too()
    {
        var town = await network.NewTown(Cancel);
        await Submitted(town.Station, Words("=1+1,\"危险\""));
        await Submitted(town.Station, Words("+86 打不通\n第二行"));

        foreach (var path in new[] { $"/needs?under={town.Station}", $"/units/{town.Station}/lists/needs", $"/units/{town.Station}/lists/resources", $"/units/{town.Station}/lists/services", $"/units/{town.Station}/lists/fulfilment", $"/units/{town.Institute}/children", $"/units?under={town.Institute}", $"/units/{town.Station}/teams", $"/units/{town.Station}/resources", $"/units/{town.Station}/services" })
        {
            var csv = await Operator.Get(path, Cancel, "text/csv");
            Assert.True(csv.Status == 200, $"{path}: {csv.Status} {csv.Body}");
            Assert.StartsWith("text/csv", csv.ContentType, StringComparison.Ordinal);
            Assert.Equal([0xEF, 0xBB, 0xBF], csv.Bytes[..3]);
            Assert.Contains("\r\n", csv.Body, StringComparison.Ordinal);
            var xlsx = await Operator.Get(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=xlsx", Cancel);
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.ContentType);
            using var book = new ZipArchive(new MemoryStream(xlsx.Bytes));
            Assert.Contains(book.Entries, entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
        }

        var needs = (await Operator.Get($"/needs?under={town.Station}", Cancel, "text/csv")).Body;
        Assert.Contains("\"'=1+1,\"\"危险\"\"\"", needs, StringComparison.Ordinal);
        Assert.Contains("\"'+86 打不通\n第二行\"", needs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("😀👨‍👩‍👧‍👦 e\u0301 \u202Eغريب")]
    [InlineData("a\tb\nc\rd")]
    [InlineData("\u0001\u0007\u001b[31m")]
    [InlineData("\ufffe\uffff\ufdd0")]
    [InlineData("<script>alert(1)</script>' OR 1=1; --")]
    [InlineData("%s%n{0}${jndi:ldap://x}")]
    public async Task Hostile_text_is_kept_as_it_is_or_refused(string text)
    {
        var answer = await Operator.Post($"/units/{Network.Common}/needs", new { title = text, description = text + text, category = "lifeService", channel = "online", slipNo = "1" }, Cancel);

        if (answer.Status == 400)
        {
            answer.Problem();
            return;
        }

        var need = answer.Ok(201).Text("id");
        var read = (await Operator.Get($"/needs/{need}", Cancel)).Ok();
        Assert.Equal((text.Trim(), (text + text).Trim()), (read.Text("title"), read.Text("description")));
        Assert.Equal(200, (await Operator.Get($"/needs?under={Network.Common}&format=xlsx", Cancel)).Status);
        Assert.Equal(200, (await Operator.Get($"/needs?under={Network.Common}&q={Uri.EscapeDataString(text)}", Cancel)).Status);
    }

    [Theory]
    [InlineData("PATCH", "", """{"readiness":[null]}""")]
    [InlineData("PATCH", "", """{"positions":[{"title":"组长","holder":"王芳"},null]}""")]
    [InlineData("PUT", "/duty-roster", """{"shifts":[null]}""")]
    [InlineData("POST", "/teams", """{"name":"一队","skills":[null]}""")]
    [InlineData("POST", "/services", """{"name":"理发","tasks":[null]}""")]
    public async Task An_empty_place_in_a_list_is_refused(string method, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await Operator.Send(new(method), $"/units/{Network.Common}{path}", content, Cancel, match: "*");

        answer.Refused(400, "request.malformed");
    }

    private static void NotThere(Reply reply, int or = 404)
    {
        Assert.True(reply.Status is 404 or 400 || reply.Status == or, $"{reply.Asked}: {reply.Status} {reply.Body}");
        reply.Problem();
    }
}
