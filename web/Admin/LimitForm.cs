using Practice.Web.SignIn;

namespace Practice.Web.Admin;

/// <summary>Time limits as they are typed: a field for each step of each urgency.</summary>
internal static class LimitForm
{
    public static readonly string[] Urgencies = ["urgent", "priority", "normal", "planned"], Steps = ["review", "dispatch", "accept", "contact", "finish", "rateWindow"];

    public static object Table(Sent form) => Urgencies.ToDictionary(urgency => urgency, urgency => Steps.ToDictionary(step => step, step => form.Line(Field(urgency, step), 20) ?? ""));

    public static string Field(string urgency, string step) => $"{urgency}-{step}";
}
