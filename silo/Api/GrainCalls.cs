using Orleans.Runtime;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>
/// What an endpoint does when an owner could not answer. An owner that reloads, or was fenced, has decided nothing: the call is made
/// again once. A timeout is an unknown outcome and says so; the client retries with its key.
/// </summary>
internal sealed class GrainCallFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => Guarded(() => next(context), context.HttpContext.RequestAborted);

    /// <summary>One call of several in a request: what became of the others does not depend on it.</summary>
    public static async ValueTask<object?> Guarded(Func<ValueTask<object?>> call, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (NothingDecided(e) && attempt < 3)
            {
                await Task.Delay(20 << attempt, cancellation);
            }
            catch (StoreBusyException)
            {
                return Problem.Of(503, "store.busy", "Too much is waiting to be written; try again in a moment.");
            }
            catch (StoreUnavailableException)
            {
                return Problem.Of(503, "store.unavailable", "The database does not answer; try again in a moment.");
            }
            catch (Exception e) when (e is OutcomeUnknownException or TimeoutException or OrleansException or OwnerReloadingException or FencedException)
            {
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
}
