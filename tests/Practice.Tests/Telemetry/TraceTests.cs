using System.Diagnostics;
using Practice.Tests.EndToEnd;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

[Collection(typeof(Alone))]
public sealed class TraceTests(WatchedNetwork network) : IClassFixture<WatchedNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_change_is_one_trace_from_the_gateway_to_the_store_and_on_to_the_receiving_owner()
    {
        var town = await network.NewTown(Cancel);
        var team = (await network.Operator.Post($"/units/{town.Station}/teams", new { name = "邻里互助队", fields = new[] { "lifeService" }, capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        var need = (await network.Operator.Post($"/units/{town.Station}/needs", new { title = "厨房下水堵了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await network.Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();

        var asked = await network.Operator.Post($"/needs/{need}/dispatch", new { mode = "offer", team }, Cancel);
        asked.Ok();
        var trace = await Trace(asked.RequestId, spans => spans.Any(s => Takes(s, spans)) && spans.Where(IsChange).All(change => CommitOf(change) is not null));

        // Outwards from the receiving team's change: delivery, the unit's turn, the API, the gateway. One id all the way.
        var taken = trace.First(span => Takes(span, trace));
        var way = network.Spans.Upwards(taken);
        Assert.Equal(2, way.Count(IsServer));
        Assert.Equal((ActivityKind.Server, default), (way[^1].Kind, way[^1].ParentSpanId));
        Assert.Contains(way, span => IsDelivery(span, "order.offered"));
        Assert.Contains(way, span => span.DisplayName.EndsWith("/Dispatch", StringComparison.Ordinal) && span.Kind == ActivityKind.Server);

        // Each change names its commit, and a commit stands under a change.
        var changes = trace.Where(IsChange).ToList();
        Assert.True(changes.Count >= 2);
        Assert.All(changes, change => Assert.Equal("store commit", CommitOf(change)!.DisplayName));
        Assert.All(changes, change => Assert.Contains(CommitOf(change)!.Links, link => link.Context.SpanId == change.SpanId));
    }

    [Fact]
    public async Task A_page_is_one_trace_from_the_gateway_through_the_web_app_to_the_silo()
    {
        using var page = await network.Http.GetAsync(new Uri($"/units/{Network.Centre}", UriKind.Relative), Cancel);
        Assert.Equal(200, (int)page.StatusCode);

        // The outer spans end after the inner ones: a way is whole once it leads up to the gateway's, which stands under nothing.
        var trace = await Trace(page.Headers.GetValues("X-Request-Id").Single(), spans => spans.Any(span => Served(span) == 3));

        Assert.All(trace.Where(span => Served(span) == 3), span => Assert.Equal(default, network.Spans.Upwards(span)[^1].ParentSpanId));
    }

    [Fact]
    public async Task A_client_cannot_choose_the_trace_it_is_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        using var answer = await network.Http.SendAsync(request, Cancel);

        Assert.NotEqual("4bf92f3577b34da6a3ce929d0e0e4736", answer.Headers.GetValues("X-Request-Id").Single());
    }

    private async Task<IReadOnlyList<Activity>> Trace(string id, Func<IReadOnlyList<Activity>, bool> whole)
    {
        var trace = ActivityTraceId.CreateFromString(id);
        return await Poll.Until(() => Task.FromResult(network.Spans.Of(trace)), whole, Cancel);
    }

    // The hosts that a request went through to come to this, if this is one.
    private int Served(Activity span) => IsServer(span) ? network.Spans.Upwards(span).Count(IsServer) : 0;

    // A change is linked with its commit once that has been made.
    private Activity? CommitOf(Activity change) => change.Links.SingleOrDefault() is { Context: var commit } ? network.Spans.All.SingleOrDefault(s => s.SpanId == commit.SpanId) : null;

    private static bool IsServer(Activity span) => span is { Kind: ActivityKind.Server, Source.Name: "Microsoft.AspNetCore" };

    private static bool IsChange(Activity span) => span.DisplayName == "store change";

    private static bool IsDelivery(Activity span, string type) => span.DisplayName == "outbox deliver" && (string?)span.GetTagItem("practice.message.type") == type;

    // The change by which a receiver takes a message in.
    private bool Takes(Activity span, IReadOnlyList<Activity> trace) =>
        IsChange(span) && network.Spans.Upwards(span) is var way && way.Any(s => IsDelivery(s, "order.offered")) && way[^1].ParentSpanId == default
        && trace.Any(s => s.DisplayName == "store commit" && span.Links.Any(link => link.Context.SpanId == s.SpanId));
}
