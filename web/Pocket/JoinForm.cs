using System.Globalization;
using Practice.Web.SignIn;

namespace Practice.Web.Pocket;

/// <summary>The form by which somebody becomes a volunteer, or registers a child as one, as it was typed.</summary>
/// <param name="Key">Of this form: sent twice it is one registration.</param>
/// <param name="Child">Whether a guardian fills it in for a child of 8 to 17.</param>
public sealed record JoinForm(
    string Key, string Unit, bool Child, string Name, string DocumentType, string Document, string Born, ProfileForm Profile, string GuardianName, string GuardianPhone, string Relation,
    bool Notice, bool ChildRules, bool PublicName)
{
    /// <summary>The texts that are agreed to, as they stand in the words of the pages; another text is another version.</summary>
    public const string NoticeVersion = "volunteer-2026-1", ChildRulesVersion = "child-2026-1", PublicNameVersion = "public-name-2026-1";

    public static readonly IReadOnlyList<string> DocumentTypes =
        ["residentIdCard", "hkMacaoResidencePermit", "taiwanResidencePermit", "foreignPermanentResidentCard", "passport", "householdBook"];

    public static readonly IReadOnlyList<string> Relations = ["parent", "grandparent", "sibling", "other"];

    public static JoinForm Empty(string unit, bool child, string name) =>
        new(Guid.NewGuid().ToString("N"), unit, child, child ? "" : name, "residentIdCard", "", "", ProfileForm.Empty, child ? name : "", "", "parent", false, false, false);

    public static JoinForm Read(Sent form, string unit) => new(
        form.Key, unit, form.Raw("whom") == "child", form.Line("name", ProfileForm.LongestName) ?? "", DocumentTypes.FirstOrDefault(type => type == form.Raw("documentType")) ?? "residentIdCard",
        PocketAddress.Digits(form.Line("document", 40)).ToUpperInvariant(), form.Line("born", 10) ?? "", ProfileForm.Read(form), form.Line("guardianName", ProfileForm.LongestName) ?? "",
        PocketAddress.Digits(form.Line("guardianPhone", 30)), Relations.FirstOrDefault(relation => relation == form.Raw("relation")) ?? "parent",
        form.Is("notice"), form.Is("childRules"), form.Is("publicName"));

    /// <summary>The fields that cannot be, each with what is wrong.</summary>
    public Dictionary<string, string> Mistakes()
    {
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Name.Length == 0) mistakes["name"] = "missing";
        if (Document.Length == 0 && (Child || Day is null)) mistakes["document"] = "missing";
        else if (Document.Length > 0 && DocumentType != "residentIdCard" && Day is null) mistakes["born"] = "missing";
        foreach (var (field, wrong) in Profile.Mistakes()) if (!(Child && field == "phone" && wrong == "missing")) mistakes[field] = wrong;
        if (Child && GuardianName.Length == 0) mistakes["guardianName"] = "missing";
        if (Child && !PocketAddress.IsPhone(GuardianPhone)) mistakes["guardianPhone"] = "phone";
        if (!Notice) mistakes["notice"] = "agree";
        if (Child && !ChildRules) mistakes["childRules"] = "agree";
        return mistakes;
    }

    public object Body() => Child
        ? new { child = Person(), guardian = new { name = GuardianName, phone = GuardianPhone, relation = Relation }, childRules = ChildRulesVersion }
        : Person();

    private DateOnly? Day => DateOnly.TryParseExact(Born, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private object Person() => new
    {
        unit = Unit, name = Name, phone = None(Profile.Phone), birth = Day, document = Document.Length == 0 ? null : new { type = DocumentType, number = Document }, address = None(Profile.Address),
        emergency = Profile.EmergencyName.Length + Profile.EmergencyPhone.Length == 0 ? null : new { name = None(Profile.EmergencyName), phone = None(Profile.EmergencyPhone) },
        skills = Profile.Skills, fields = Profile.Fields, availability = Profile.Free, radiusKm = Profile.RadiusKm, notice = NoticeVersion,
    };

    private static string? None(string text) => text.Length == 0 ? null : text;
}
