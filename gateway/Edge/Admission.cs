using Practice.Hosting;

namespace Practice.Gateway.Edge;

/// <summary>
/// No more calls of the API are under way at once than the system can answer in good time. Past it: 503 with <c>Retry-After</c>, before
/// anything is looked at or decided, so that a refusal costs little of what the others need.
/// </summary>
/// <remarks>
/// Without it a flood waits in line, every answer comes too late, and the work done for those who have gone is lost. Pages and circuits
/// are not counted: they stay open for hours.
/// </remarks>
internal static class Admission
{
    private static readonly PathString[] Counted = ["/api", "/open311", "/calendars"];

    public static WebApplication UseAdmission(this WebApplication app, LimitOptions limits)
    {
        var underWay = 0;
        app.Use(async (context, next) =>
        {
            if (limits.UnderWay == 0 || !Array.Exists(Counted, path => context.Request.Path.StartsWithSegments(path)))
            {
                await next(context);
                return;
            }

            try
            {
                if (Interlocked.Increment(ref underWay) > limits.UnderWay)
                    await Problem.Write(context, 503, "gateway.busy", "More is asked than can be answered now. Ask again in a moment.");
                else
                    await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        });
        return app;
    }
}
