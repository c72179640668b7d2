using System.Collections.Immutable;
using System.Globalization;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Imports;

/// <summary>Somebody who has served, as a line of a file says it: in the clear, for as long as the line is applied.</summary>
/// <remarks>Codes of what is wrong with a line: row.*; name.invalid; phone.invalid; document.invalid; birth.missing, birth.invalid, birth.mismatch; team.invalid; skills.invalid; minutes.invalid.
/// No message repeats what stands in the line: it is somebody's.</remarks>
internal sealed record VolunteerLine(int Line, VolunteerDetails Details, DocumentType Type, string Number, string? Team, ImmutableArray<string> Skills, int Minutes)
{
    public const int LongestName = 60, MostMinutes = 1_000_000;

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"];

    private static readonly Dictionary<string, DocumentType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = DocumentType.ResidentIdCard, ["身份证"] = DocumentType.ResidentIdCard, ["居民身份证"] = DocumentType.ResidentIdCard, ["港澳居民居住证"] = DocumentType.HkMacaoResidencePermit,
        ["台湾居民居住证"] = DocumentType.TaiwanResidencePermit, ["护照"] = DocumentType.Passport, ["军官证"] = DocumentType.MilitaryId, ["户口簿"] = DocumentType.HouseholdBook,
    };

    /// <summary>The line, or what is wrong with it.</summary>
    public static (VolunteerLine? Line, ImportError? Error) Read(CsvRows row, VolunteerColumns columns, DateOnly today, bool invented)
    {
        if (row.Fault(columns.Last) is { } fault)
            return Wrong(fault.Code, fault.Message);
        if (row[columns.Name] is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
            return Wrong("name.invalid", $"A name has 1 to {LongestName} characters.");
        if (Practice.Shared.Phone.Normalize(row[columns.Phone]) is not { } phone || !Practice.Shared.Phone.IsMobile(phone))
            return Wrong("phone.invalid", "A mobile number of the mainland: by it the person is known again.");
        if (TypeOf(Optional(columns.Type)) is not { } type)
            return Wrong("document.invalid", "There is no document of this type.");
        var (number, identity, wrong) = Documents.Read(type, row[columns.Number], today, invented);
        if (wrong is not null)
            return Wrong("document.invalid", $"This is no number of such a document: {wrong}.");
        var said = Optional(columns.Birth);
        DateOnly birth = default;
        if (said.Length > 0 && !DateOnly.TryParseExact(said, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out birth))
            return Wrong("birth.invalid", "A birth date is written yyyy-MM-dd.");
        if (said.Length == 0 && identity is null)
            return Wrong("birth.missing", "A birth date is needed beside this document.");
        if (said.Length > 0 && identity is { } known && known.Born != birth)
            return Wrong("birth.mismatch", "The birth date is not the one of the document.");
        var born = identity?.Born ?? birth;
        if (born > today || Ages.On(born, today) > IdentityNumber.OldestYears)
            return Wrong("birth.invalid", "Nobody is born on that day.");
        var team = Optional(columns.Team);
        if (team.Length > 0 && !Ids.IsTeam(team))
            return Wrong("team.invalid", "A team is named by its id.");
        ImmutableArray<string> skills = [.. Optional(columns.Skills).Split([' ', ';', '、', '；', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        if (skills.Length > VolunteerProfile.MostCodes || skills.Any(skill => skill.Length > VolunteerProfile.LongestCode))
            return Wrong("skills.invalid", $"At most {VolunteerProfile.MostCodes} codes of skills, parted by spaces.");
        var (minutes, text) = (0, Optional(columns.Minutes));
        if (text.Length > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) || minutes > MostMinutes))
            return Wrong("minutes.invalid", $"Whole minutes, 0 to {MostMinutes}.");
        var details = new VolunteerDetails(name, phone, born)
        {
            DocumentType = type, DocumentNumber = number, Gender = identity is { } says ? says.Male ? "male" : "female" : null,
        };
        return (new(row.Line, details, type, number, team.Length > 0 ? team : null, skills, minutes), null);

        string Optional(int column) => column < 0 ? "" : row[column];

        (VolunteerLine?, ImportError?) Wrong(string code, string message) => (null, new(row.Line, code, message));
    }

    private static DocumentType? TypeOf(string text) =>
        Types.TryGetValue(text, out var known) ? known : text.All(char.IsAsciiLetter) && Enum.TryParse<DocumentType>(text, ignoreCase: true, out var type) ? type : null;
}
