using Orleans.Dashboard;
using Practice.Shared;

namespace Practice.Silo.Hosting;

/// <summary>
/// The Orleans dashboard at <c>/orleans</c>, with <c>Practice:Dashboard=true</c>: for operators of the whole network only.
/// </summary>
/// <remarks>
/// It has no authentication of its own, hence the policy on all its routes. Neither the state of grains nor the log is shown: both
/// could hold people's details, which no operator sees. Off by default: its profiler stands in the way of every grain call.
/// </remarks>
internal static class Dashboard
{
    private const string Prefix = "/orleans";
    private const string Policy = "network-operator";

    public static ISiloBuilder AddPracticeDashboard(this ISiloBuilder silo)
    {
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        silo.Services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.ToCaller().Grants.Any(grant => grant is { Role: Role.Operator, Unit: "*" })));
        return silo;
    }

    public static WebApplication MapPracticeDashboard(this WebApplication app, PracticeOptions options)
    {
        if (!options.Dashboard) return app;
        app.MapOrleansDashboard(Prefix).RequireAuthorization(Policy).ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Path.StartsWithSegments(Prefix + "/GrainState") ? TypedResults.NotFound() : await next(context));
        return app;
    }
}
