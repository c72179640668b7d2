using Microsoft.AspNetCore.Http;
using Orleans.Runtime;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Silo.Api;
using Xunit;

namespace Practice.Tests.Edge;

/// <summary>What an endpoint makes of an owner that could not answer.</summary>
public sealed class GrainCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_whose_silo_went_away_is_made_again_under_the_same_key()
    {
        var context = new DefaultHttpContext();
        var keys = new List<string?>();

        var answer = await GrainCallFilter.Guarded(() =>
        {
            keys.Add(context.Operation().Key);
            return keys.Count < 3 ? throw new SiloUnavailableException("gone") : ValueTask.FromResult<object?>("served");
        }, Cancellation);

        Assert.Equal("served", answer);
        Assert.Equal(3, keys.Count);
        Assert.NotNull(Assert.Single(keys.Distinct()));
    }

    [Fact]
    public void Two_requests_without_a_key_are_two_operations() =>
        Assert.NotEqual(new DefaultHttpContext().Operation().Key, new DefaultHttpContext().Operation().Key);

    [Fact]
    public void A_number_beyond_all_numbers_has_a_fingerprint_too()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Idempotency-Key"] = "k";

        var operation = context.Operation(new { Lat = double.PositiveInfinity });

        Assert.NotNull(operation.Fingerprint);
    }

    [Fact]
    public async Task A_rating_by_link_is_read_again_when_its_call_is_made_again()
    {
        var context = new DefaultHttpContext { Request = { ContentType = "application/json", Body = new NonSeekable("""{"score":4}"""u8.ToArray()) } };

        var (first, _) = await PublicNeedEndpoints.Read(context, Cancellation);
        var (again, unreadable) = await PublicNeedEndpoints.Read(context, Cancellation);

        Assert.Equal(4, first?.Score);
        Assert.Equal(first, again);
        Assert.Null(unreadable);
    }

    [Fact]
    public async Task A_timeout_is_an_unknown_outcome_and_is_not_made_again()
    {
        var calls = 0;

        var answer = await GrainCallFilter.Guarded(() =>
        {
            calls++;
            throw new TimeoutException();
        }, Cancellation);

        Assert.Equal(1, calls);
        Assert.Equal(503, Assert.IsType<Problem.Answer>(answer).Status);
    }

    [Fact]
    public async Task A_call_that_the_runtime_gives_up_is_an_unknown_outcome()
    {
        var answer = await GrainCallFilter.Guarded(() => throw new TaskCanceledException(), Cancellation);

        Assert.Equal("outcome.unknown", Assert.IsType<Problem.Answer>(answer).Code);
    }

    [Fact]
    public async Task A_call_that_has_read_its_own_body_is_not_made_again()
    {
        var calls = 0;

        await GrainCallFilter.Guarded(() =>
        {
            calls++;
            throw new OwnerReloadingException("reloading");
        }, Cancellation, attempts: 1);

        Assert.Equal(1, calls);
    }

    /// <summary>As a connection is: what was read is gone.</summary>
    private sealed class NonSeekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
