using Practice.Web.Api;

namespace Practice.Web.Text;

/// <summary>The words of the pages that need no account, in one language. Wording in Chinese: the network's own labels.</summary>
public sealed partial record ResidentWords
{
    public required string Navigation { get; init; }
    public required string TabHome { get; init; }
    public required string TabAsk { get; init; }
    public required string TabProgress { get; init; }
    public required string TabFind { get; init; }
    public required string TabBoard { get; init; }
    public required string TabMine { get; init; }
    public required string TypeLarge { get; init; }
    public required string TypeUsual { get; init; }
    public required string Offline { get; init; }
    public required string FreeOfCharge { get; init; }
    public required string PhoneIsSafe { get; init; }
    public required string Optional { get; init; }
    public required string Print { get; init; }
    public required string Search { get; init; }

    public required string HeroTitle { get; init; }
    public required string HeroText { get; init; }
    public required string SayTitle { get; init; }
    public required string SayHint { get; init; }
    public required string YourVillage { get; init; }
    public required string ChangePlace { get; init; }
    public required string HowTitle { get; init; }
    public required IReadOnlyList<string> How { get; init; }
    public required string Volunteer { get; init; }
    public required Func<int, string> LastMonth { get; init; }
    public required Func<int, string> OfSubmitted { get; init; }
    public required Func<int, string> OfRated { get; init; }
    public required string WithSteps { get; init; }
    public required string WholeBoard { get; init; }

    public required string EmergencyFirst { get; init; }
    public required string EmergencyNow { get; init; }
    public required IReadOnlyDictionary<string, string> EmergencyNames { get; init; }

    public required string FindTitle { get; init; }
    public required string FindHint { get; init; }
    public required string FindLabel { get; init; }
    public required string WhichVillage { get; init; }
    public required string FoundNone { get; init; }
    public required string NothingBelow { get; init; }
    public required Func<string, string> FoundTitle { get; init; }
    public required Func<string, string> Under { get; init; }
    public required Func<string, string> NotSureWhich { get; init; }
    public required Func<string, string> AboutPlace { get; init; }

    public required string ChangeCategory { get; init; }
    public required string ToStation { get; init; }
    public required string WhichKind { get; init; }
    public required string SomethingElse { get; init; }
    public required string What { get; init; }
    public required string WhatHint { get; init; }
    public required string Phone { get; init; }
    public required string PhoneHint { get; init; }
    public required string Name { get; init; }
    public required string NameExample { get; init; }
    public required string Address { get; init; }
    public required string AddressExample { get; init; }
    public required string OnBehalf { get; init; }
    public required string Send { get; init; }
    public required string WhoSees { get; init; }
    public required IReadOnlyDictionary<string, string> Troubles { get; init; }
    public required string TroubleUsual { get; init; }
    public required IReadOnlyDictionary<string, string> Mistakes { get; init; }
    public required string MistakeUsual { get; init; }

    public required string FiledTitle { get; init; }
    public required string FiledText { get; init; }
    public required string StubTitle { get; init; }
    public required string StubHow { get; init; }
    public required string QrLabel { get; init; }
    public required string NextTitle { get; init; }
    public required Func<string, string> NextReview { get; init; }
    public required string NextReviewSoon { get; init; }
    public required IReadOnlyList<string> Next { get; init; }

    public required string ProgressTitle { get; init; }
    public required string ProgressHint { get; init; }
    public required string Number { get; init; }
    public required string NumberHint { get; init; }
    public required string LastFour { get; init; }
    public required string LookUp { get; init; }
    public required string LookAgain { get; init; }
    public required string TooOften { get; init; }
    public required string NotFoundNumber { get; init; }
    public required string NotFoundHelp { get; init; }
    public required string LostTitle { get; init; }
    public required string LostText { get; init; }
    public required string NowTitle { get; init; }
    public required string WhoHasIt { get; init; }
    public required string ComesAt { get; init; }
    public required string ByWhen { get; init; }
    public required string Overdue { get; init; }
    public required string Advice { get; init; }
    public required string RedirectedTo { get; init; }
    public required string MergedInto { get; init; }
    public required string RateBy { get; init; }
    public required string RateHow { get; init; }
    public required string WayTitle { get; init; }
    public required IReadOnlyDictionary<string, string> StatusSentences { get; init; }
    public required Func<string, string> TeamHasIt { get; init; }

    /// <summary>What each step of a way says; <c>{0}</c> is the unit that has it from then on, or the day.</summary>
    public required IReadOnlyDictionary<string, string> Steps { get; init; }

    /// <summary>Why a need moved, by the code of the reason.</summary>
    public required IReadOnlyDictionary<string, string> Moved { get; init; }

    public required Func<string, string> Because { get; init; }
    public required Func<string, string> NextBy { get; init; }

    public required string RateTitle { get; init; }
    public required string TapOne { get; init; }
    public required string SayMore { get; init; }
    public required string Comment { get; init; }
    public required string FeeCharged { get; init; }
    public required string RateAgain { get; init; }
    public required string NotYetRateable { get; init; }
    public required string RatedTitle { get; init; }
    public required string RatedGood { get; init; }
    public required string RatedBad { get; init; }
    public required string LinkUnknown { get; init; }
    public required string LinkHelp { get; init; }
    public required Func<string, string> DoneOn { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<(int Score, string Name)> Scores { get; init; }

    public required IReadOnlyDictionary<string, string> LinkTroubles { get; init; }

    public required string RingNow { get; init; }
    public required string NobodyOnDuty { get; init; }
    public required string NoPhone { get; init; }
    public required Func<string, string> UntilTime { get; init; }
    public required string JoinTitle { get; init; }
    public required string TeamsTitle { get; init; }
    public required string TeamsNone { get; init; }

    public required string AskHere { get; init; }
    public required string PlaceTitle { get; init; }
    public required string PlaceText { get; init; }
    public required string LinesWith { get; init; }
    public required string AllCategories { get; init; }
    public required string NothingMatches { get; init; }
    public required string Export { get; init; }

    /// <summary>Why a form was not taken, by the code of the trouble; null = the fields say it.</summary>
    public string TroubleOf(string? trouble) => Troubles.GetValueOrDefault(trouble ?? "", TroubleUsual);

    /// <summary>What is wrong with a field: <c>missing</c> or <c>wrong</c>.</summary>
    public string MistakeOf(string field, string kind) => Mistakes.GetValueOrDefault($"{field} {kind}", MistakeUsual);

    /// <summary>Where a need stands, in one sentence.</summary>
    public string StatusSentence(ProgressView need) =>
        need is { Status: "accepted", Team: { Length: > 0 } team } ? TeamHasIt(team) : StatusSentences.GetValueOrDefault(need.Status, need.Status);

    public string StepSentence(Words words, WayStep step) =>
        Steps.GetValueOrDefault(step.Step, step.Step).Replace("{0}", step.Day is { } day ? words.Day(day) : step.UnitName ?? step.Unit ?? "", StringComparison.Ordinal);

    /// <summary>Why it moved and by when the next thing is due; null where neither is known.</summary>
    public string? WhyOf(Words words, WayStep step)
    {
        var why = step.Reason is { } reason && Moved.TryGetValue(reason, out var said) ? Because(said) : null;
        var by = step.By is { } until ? NextBy(words.Moment(until)) : null;
        return why is null ? by : by is null ? why : $"{why}{(words.IsEnglish ? " " : "")}{by}";
    }
}
