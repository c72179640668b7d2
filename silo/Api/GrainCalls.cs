using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Orleans.Runtime;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>
/// What an endpoint does when an owner could not answer. An owner that reloads, or was fenced, has decided nothing; one whose silo went away
/// may have, but every request has a key (<see cref="Request.Operation"/>): in both cases the call is made again, with longer pauses, for
/// about two seconds. A timeout is an unknown outcome and says so; the client retries with its key.
/// </summary>
internal sealed class GrainCallFilter : IEndpointFilter
{
    private const int Attempts = 8;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Guarded(() => next(context), context.HttpContext.RequestAborted, CanBeMadeAgain(context.HttpContext) ? Attempts : 1);

    /// <summary>One call of several in a request: what became of the others does not depend on it.</summary>
    public static async ValueTask<object?> Guarded(Func<ValueTask<object?>> call, CancellationToken cancellation, int attempts = Attempts)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (attempt < attempts && (NothingDecided(e) || SiloGone(e)))
            {
                await Task.Delay(8 << attempt, cancellation);
            }
            catch (StoreBusyException)
            {
                return Problem.Of(503, "store.busy", "Too much is waiting to be written; try again in a moment.");
            }
            catch (StoreUnavailableException)
            {
                return Problem.Of(503, "store.unavailable", "The database does not answer; try again in a moment.");
            }
            catch (Exception e) when (e is OutcomeUnknownException or TimeoutException or OrleansException or OwnerReloadingException or FencedException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // A call that nobody here gave up was given up by the runtime: its silo is declared dead, or this one is.
                return Problem.Of(503, "outcome.unknown", "Whether it was done is not known. Ask again with the same Idempotency-Key.");
            }
            catch (CursorException e)
            {
                return Answer.Malformed("after", e.Message);
            }
            catch (ChangeRejectedException)
            {
                return Problem.Of(400, "request.unstorable", "Something in the request cannot be stored.");
            }
        }
    }

    private static bool NothingDecided(Exception e) => e is OwnerReloadingException or FencedException;

    private static bool SiloGone(Exception e) => e is SiloUnavailableException or OrleansMessageRejectionException;

    /// <summary>A body that the endpoint itself reads is gone after the first time; one that it takes as JSON was read before, and one that takes none reads none.</summary>
    private static bool CanBeMadeAgain(HttpContext context) => context.Request.HasJsonContentType() || context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null
        || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };
}
