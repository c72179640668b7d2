namespace Practice.Web.Pocket;

/// <summary>志愿者: from the form that makes one to the hours that were served, and a leader's roll.</summary>
internal static class PocketHosting
{
    public static void MapPocket(this IEndpointRouteBuilder app)
    {
        app.MapJoin();
        app.MapProfile();
        app.MapVolunteerPlaces();
        app.MapHours();
        app.MapExchange();
        app.MapOwnCertificates();
        app.MapRoll();
    }
}
