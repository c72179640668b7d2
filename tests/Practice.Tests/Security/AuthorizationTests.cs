using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>Every endpoint × every role × inside and outside its subtree, through the real gateway.</summary>
public sealed class AuthorizationTests(GuardedNetwork network) : IClassFixture<GuardedNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Everybody_may_do_what_the_table_says_and_nothing_else()
    {
        var rows = AuthorizationTable.Read();
        var walk = new AuthorizationWalk(await Cast.Make(network, Cancel), Cancel);

        var holes = await walk.Holes(rows);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} endpoints, {walk.Asked} requests, {holes.Count} holes"));
        Assert.True(holes.Count == 0, string.Join('\n', holes));
        Assert.True(walk.Asked > 1000, $"{walk.Asked} requests");
    }

    [Theory]
    [InlineData(GuardedNetwork.Open, 10)]
    [InlineData(GuardedNetwork.Anonymous, 11)]
    [InlineData(GuardedNetwork.WrongUnit, 6)]
    public async Task An_endpoint_without_its_right_is_found(string planted, int holes)
    {
        var walk = new AuthorizationWalk(await Cast.Make(network, Cancel), Cancel);

        var found = await walk.Holes([new("GET", planted, ["clerk", "dispatcher", "supervisor", "auditor", "operator"], null, Mapped: true)]);

        Assert.Equal(holes, found.Count);
    }

    [Fact]
    public async Task An_order_is_reassigned_only_to_teams_of_the_own_subtree()
    {
        var cast = await Cast.Make(network, Cancel);
        var far = (await network.Operator.Post($"/units/{cast["sibling"]}/teams", new { name = "邻村队", fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");
        var dispatcher = await network.As("dispatcher", cast["station"], Cancel);
        var reassign = $"/orders/{cast["order"]}/reassign";

        (await dispatcher.Post(reassign, new { reason = "太远", to = far }, Cancel)).Refused(403, "right.missing");
        (await dispatcher.Post(reassign, new { reason = "太远", to = cast["station"] + "-T999" }, Cancel)).Refused(422, "team.notFound");
        (await dispatcher.Post($"/needs/{cast["need"]}/take-over", new { reason = "提级", to = cast["sibling"] }, Cancel)).Refused(403, "right.missing");
        (await (await network.As("dispatcher", cast["sibling"], Cancel)).Post($"/needs/{cast["need"]}/take-over", new { reason = "提级", to = cast["sibling"] }, Cancel))
            .Refused(422, "takeOver.outside");
    }

    [Fact]
    public async Task An_import_changes_nothing_outside_the_units_of_who_sent_it()
    {
        var (mine, other) = (await network.NewTown(Cancel), await network.NewTown(Cancel));
        var caller = await network.As("operator", mine.Institute, Cancel);
        var csv = $"code,name,parent,level\n{mine.Institute}301,新村,{mine.Institute},village\n{other.Institute}301,黑村,{other.Institute},village\n{other.Station},黑村,{other.Institute},village\n3299,黑市,32,city\n";

        var id = (await caller.PostText("/imports/divisions", csv, Cancel, "text/csv")).Ok(202).Text("id");
        var import = await Poll.Until(async () => (await caller.Get($"/imports/{id}", Cancel)).Ok(), view => view.Text("state") is "done" or "failed", Cancel);

        Assert.Equal(("done", 1, 0), (import.Text("state"), import.Number("created"), import.Number("updated")));
        Assert.Equal(["right.missing", "right.missing", "right.missing"], import.Texts("errors", "code"));
        Assert.Equal("东村", (await caller.Get($"/units/{other.Station}", Cancel)).Ok().Text("name"));
        (await caller.Get($"/units/{other.Institute}301", Cancel)).Refused(404, "unit.notFound");
    }
}

/// <summary>A network whose silo has endpoints that a careless hand might have written.</summary>
public sealed class GuardedNetwork : EndToEnd.Network
{
    internal const string Open = "/planted/{code}/open", Anonymous = "/planted/{code}/anonymous", WrongUnit = "/planted/{code}/wrong";

    private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);

    private protected override string[] More(string host) => host == "silo" ? ["--Practice:Dashboard=true"] : [];

    private protected override void Plant(WebApplication silo)
    {
        silo.MapGet("/api/v1" + Open, () => Results.Ok());
        silo.MapGet("/api/v1" + Anonymous, () => Results.Ok()).AllowAnonymous();

        // The role is asked for, the subtree is not.
        silo.MapGet("/api/v1" + WrongUnit, (HttpContext context) =>
            context.User.FindAll("grant").Any(grant => !grant.Value.StartsWith("teamLeader", StringComparison.Ordinal)) ? Results.Ok() : Results.Forbid());
    }
}
