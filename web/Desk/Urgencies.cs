namespace Practice.Web.Desk;

/// <summary>How soon a need must be met, the soonest first.</summary>
internal static class Urgencies
{
    public static readonly string[] All = ["urgent", "priority", "normal", "planned"];
}
