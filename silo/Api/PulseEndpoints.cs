namespace Practice.Silo.Api;

/// <summary>How a unit and everything below it stand at this moment: what a dispatcher's board is drawn from.</summary>
internal static class PulseEndpoints
{
    public static void MapPulse(this RouteGroupBuilder api) => api.MapGet("/units/{code}/pulse", Pulse).WithTags("Statistics")
        .WithSummary("What is open and overdue now: by status, level, category and urgency, and for each unit right below").Produces<PulseView>();

    private static async Task<IResult> Pulse(string code, HttpContext context, Rights rights, PulseReader reader, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(await reader.Of(code, cancellation));
}
