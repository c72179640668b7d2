namespace Practice.Web.Admin;

/// <summary>管理: health, people and their roles, programs, a unit's tables, imports.</summary>
internal static class OperatorHosting
{
    public static void MapOperator(this IEndpointRouteBuilder app)
    {
        app.MapOperatorStart();
        app.MapOperatorPeople();
        app.MapOperatorInvitations();
        app.MapOperatorPrograms();
        app.MapOperatorUnits();
        app.MapOperatorTables();
        app.MapOperatorImports();
    }
}
