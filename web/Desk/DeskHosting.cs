namespace Practice.Web.Desk;

/// <summary>The desks: inbox, calls, paper, needs, the month, certificates, the counter, what is watched.</summary>
internal static class DeskHosting
{
    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        app.MapDeskInbox();
        app.MapDeskCalls();
        app.MapDeskPaper();
        app.MapDeskNeeds();
        app.MapDeskMonth();
        app.MapDeskCertificates();
        app.MapDeskExchange();
        app.MapDeskWatch();
    }
}
