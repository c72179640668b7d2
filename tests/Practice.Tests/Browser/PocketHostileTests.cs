using Practice.Calendars;

namespace Practice.Tests.Browser;

/// <summary>Hostile text in every field of a volunteer's pocket.</summary>
public sealed class PocketHostileTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private const string Hostile = "<script>window.hit=1</script>\"'><img src=x onerror=\"window.hit=1\">{{7*7}}&lt;b&gt;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Hostile_text_is_shown_and_never_runs_and_what_was_typed_stays()
    {
        var town = await network.NewTown(Cancel);
        var begins = ChinaTime.StartOf(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(3)).AddHours(9);
        var activity = await PocketTests.Recruiting(network, town.Station, Hostile[..60], begins, 2);
        await using var phone = await browsers.Visit(network.Site, Cancel);
        await phone.SignIn(await network.Join("志愿者 03", Cancel), "/mine");
        await phone.Open("/volunteer/join?unit=" + town.Station);
        foreach (var field in new[] { "name", "document", "phone", "address", "emergencyName", "emergencyPhone" })
            await phone.Page.Locator("#" + field).EvaluateAsync("(input, text) => { input.removeAttribute('maxlength'); input.value = text }", Hostile);
        await phone.Page.ClickAsync("form.card button.go");
        Assert.Equal(Hostile[..60], await phone.Page.Locator("#name").InputValueAsync());
        await PocketTests.Join(phone, Hostile[..50], "13812345670");

        foreach (var address in new[] { "/volunteer", "/volunteer/for-me", "/volunteer/activities/" + activity, "/volunteer/where?q=" + Uri.EscapeDataString(Hostile), "/volunteer/activities/" + Uri.EscapeDataString(Hostile), "/volunteer/hours?after=" + Uri.EscapeDataString(Hostile) })
        {
            await phone.Open(address);
            Assert.Null(await phone.Page.EvaluateAsync<int?>("window.hit"));
        }

        Assert.Empty(phone.Complaints);
    }
}
