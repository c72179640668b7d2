using System.Collections.Immutable;
using Practice.Shared;
using Practice.Units;

namespace Practice.Activities;

/// <summary>What an activity's content must keep to, and how an edit changes it. Pure.</summary>
public static class ActivityContent
{
    public const int LongestTitle = 60, LongestText = 2_000, LongestName = 40, MostPositions = 20, MostSeats = 5_000, MostCodes = 20;

    /// <summary>Members that may change while everybody sees the activity and people have places in it.</summary>
    public static readonly ImmutableHashSet<string> AtAnyTime =
    [
        nameof(SetActivity.Description), nameof(SetActivity.MeetingPoint), nameof(SetActivity.Safeguards), nameof(SetActivity.InsurancePolicy), nameof(SetActivity.Fence),
        nameof(SetActivity.LocationCheckIn), nameof(SetActivity.CutOff), nameof(SetActivity.WaitingList), nameof(SetActivity.ConfirmWithin),
    ];

    public static ImmutableArray<string> Members(SetActivity edit) =>
        [.. typeof(SetActivity).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => p.Name)];

    public static Activity Apply(Activity before, SetActivity edit) => before with
    {
        Title = edit.Title?.Trim() ?? before.Title,
        Description = edit.Description?.Trim() ?? before.Description,
        Category = edit.Category ?? before.Category,
        Task = edit.Task ?? before.Task,
        Location = edit.Location ?? before.Location,
        MeetingPoint = edit.MeetingPoint?.Trim() ?? before.MeetingPoint,
        Risk = edit.Risk ?? before.Risk,
        RiskStatement = Text(edit.RiskStatement, before.RiskStatement),
        Safeguards = Text(edit.Safeguards, before.Safeguards),
        InsurancePolicy = Text(edit.InsurancePolicy, before.InsurancePolicy),
        Positions = edit.Positions is { IsDefault: false } positions ? [.. positions.Select(Whole)] : before.Positions,
        Plan = edit.Sessions is { IsDefault: false } sessions ? sessions : before.Plan,
        Fence = edit.Fence ?? before.Fence,
        LocationCheckIn = edit.LocationCheckIn ?? before.LocationCheckIn,
        CutOff = edit.CutOff ?? before.CutOff,
        WaitingList = edit.WaitingList ?? before.WaitingList,
        ConfirmWithin = edit.ConfirmWithin ?? before.ConfirmWithin,
        SignUpFrom = edit.SignUpFrom ?? before.SignUpFrom,
    };

    /// <summary>Null, or what is wrong. A draft may lack what publishing needs.</summary>
    public static Refusal? Invalid(Activity activity)
    {
        if (activity.Title.Length is 0 or > LongestTitle)
            return Refusal.Malformed("title.invalid", $"A title has 1 to {LongestTitle} characters.");
        if (new[] { activity.Description, activity.MeetingPoint, activity.RiskStatement, activity.Safeguards }.Any(text => text?.Length > LongestText) || activity.InsurancePolicy?.Length > 100)
            return Refusal.Malformed("text.tooLong", $"At most {LongestText} characters; 100 for a policy's number.");
        if (activity.Category.Length is 0 or > 64)
            return Refusal.Malformed("category.missing", "An activity has a category.");
        if (!Enum.IsDefined(activity.Risk) || (activity.Task is { } task && !Enum.IsDefined(task)))
            return Refusal.Malformed("risk.invalid", "A risk is none, low or dangerous.");
        if (activity.Positions.Length > MostPositions || activity.Positions.Any(Bad) || activity.Positions.Select(p => p.Name).Distinct().Count() != activity.Positions.Length
            || activity.Positions.Sum(p => p.Headcount) > MostSeats)
            return Refusal.Malformed("positions.invalid", $"At most {MostPositions} positions of different names, each with a headcount of at least 1, {MostSeats} in all; ages from 8 to 120.");
        if (activity.Fence is < 20 or > 20_000)
            return Refusal.Malformed("fence.invalid", "A fence lies 20 to 20,000 metres round the place.");
        if (activity.CutOff is < 0 or > 43_200 || activity.ConfirmWithin is < 5 or > 43_200 || activity.WaitingList is < 0 or > MostSeats)
            return Refusal.Malformed("limits.invalid", $"A cut-off of 0 and an answer of 5 minutes to 30 days; a waiting list of at most {MostSeats} seats.");
        if (activity.SignUpFrom is { Year: < 2000 or >= 2200 })
            return Refusal.Malformed("signUpFrom.invalid", "A time lies between 2000 and 2200.");
        if (activity.Location?.Address?.Length > 200)
            return Refusal.Malformed("location.invalid", "An address has at most 200 characters.");
        return UnitRules.BadPlace(activity.Location) ?? SessionPlans.Expand(activity.Plan, out _);
    }

    private static bool Bad(PositionSpec p) => p.Name.Length is 0 or > LongestName || p.Headcount is < 1 or > MostSeats || p.Content?.Length > LongestText
        || p.MinAge is < 8 or > 120 || p.MaxAge is < 8 or > 120 || p.MinAge > p.MaxAge || BadCodes(p.Skills) || BadCodes(p.Trainings);

    private static bool BadCodes(ImmutableArray<string> codes) => codes.Length > MostCodes || codes.Any(code => code.Length is 0 or > 64 || code.Any(char.IsWhiteSpace));

    private static PositionSpec Whole(PositionSpec p) => p with
    {
        Name = (p.Name ?? "").Trim(), Skills = p.Skills.IsDefault ? [] : p.Skills, Trainings = p.Trainings.IsDefault ? [] : p.Trainings,
    };

    // Nothing but blanks is nothing.
    private static string? Text(string? edit, string? before) => edit is null ? before : edit.Trim() is { Length: > 0 } text ? text : null;
}
