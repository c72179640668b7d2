using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Needs;

/// <summary>
/// Nobody can do it (real people, point 5): closed as not possible by the unit and the level above together, two accounts, with the reason told
/// to the resident; appealable once, to the level above those.
/// </summary>
/// <remarks>A closed need stays closed: it has one outcome. A granted appeal takes the same need on anew, under a number of its own.</remarks>
public static class ImpossibleRules
{
    public const string Closing = "impossible", Appealing = "appeal";

    /// <summary>How long after the closing a resident may appeal.</summary>
    public static readonly TimeSpan AppealFor = TimeSpan.FromDays(15);

    public static Refusal? Propose(Draft draft, string id, Reasoned command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!CanClose(need))
            return NeedRules.WrongState(need, "closed as impossible");
        if (DeskWords.BadReason(command.Reason) is { } refusal)
            return refusal;
        if (need.Impossible is not null)
            return null;
        NeedRules.Step(draft, need, new NeedImpossibleProposed(command.By ?? Ids.Owner(id)),
            DeskWords.Told(need, draft, "impossibleProposed", command.By, command.Reason) with
            {
                Impossible = new Impossible(command.By ?? Ids.Owner(id), draft.Actor, command.Reason.Trim(), draft.Now),
            });
        return null;
    }

    /// <summary>The level above agrees. The need ends; the resident reads why.</summary>
    public static Refusal? Confirm(Draft draft, string id, Reasoned command)
    {
        if (Pending(draft, id, out var need) is { } refusal)
            return refusal;
        if (need!.Impossible!.Account == draft.Actor)
            return Refusal.Rule("impossible.own", "Whoever proposed it does not confirm it; the level above does.");
        NeedRules.Step(draft, need, new NeedClosingConfirmed(command.By ?? Ids.Owner(id)), need with
        {
            Impossible = need.Impossible with { ConfirmedBy = command.By, ConfirmedAccount = draft.Actor, ConfirmedAt = draft.Now },
        });
        return NeedRules.CloseImpossible(draft, id, string.IsNullOrWhiteSpace(command.Reason) ? need.Impossible.Reason : command.Reason);
    }

    /// <summary>The level above does not agree: the need goes on.</summary>
    public static Refusal? Refuse(Draft draft, string id, Reasoned command)
    {
        if (Pending(draft, id, out var need) is { } refusal)
            return refusal;
        if (DeskWords.BadReason(command.Reason) is { } missing)
            return missing;
        NeedRules.Step(draft, need, new NeedImpossibleRefused(command.By ?? Ids.Owner(id)), DeskWords.Told(need!, draft, "impossibleRefused", command.By, command.Reason) with { Impossible = null });
        return null;
    }

    public static Refusal? Appeal(Draft draft, string id, string reason)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need is not { Status: NeedStatus.Rejected, Reason: Closing })
            return NeedRules.WrongState(need, "appealed");
        if (DeskWords.BadReason(reason) is { } refusal)
            return refusal;
        if (need.Appeal is { } former)
            return former.DecidedAt is null ? null : Refusal.Conflict("appeal.once", "It was appealed and decided already.");
        if (need.EndedAt is { } ended && draft.Now > ended + AppealFor)
            return Refusal.Conflict("appeal.late", $"An appeal is made within {AppealFor.Days} days; say what is needed anew.");
        var to = need.Impossible?.ConfirmedBy is { } confirmed ? Above(draft, confirmed) ?? confirmed : Above(draft, Ids.Owner(id)) ?? Ids.Owner(id);
        NeedRules.Step(draft, need, new NeedAppealed(to), DeskWords.Told(need, draft, "appealed", null, reason) with { Appeal = new Appeal(to, reason.Trim(), draft.Now) });
        draft.Send(Ids.UnitStream(to), new MatterRaised(Appealing, id, need.Category, null));
        return null;
    }

    /// <summary>The word of the level that was appealed to. Granted, the same is taken on anew and that level is responsible.</summary>
    public static Refusal? DecideAppeal(Draft draft, ITerms terms, string id, bool granted, string word)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Appeal is not { } appeal)
            return Refusal.Rule("appeal.none", "Nobody has appealed.");
        if (appeal.DecidedAt is not null)
            return appeal.Granted == granted ? null : Refusal.Conflict("appeal.decided", "It was decided already.");
        if (DeskWords.BadReason(word) is { } refusal)
            return refusal;
        if (draft.Actor == need.Impossible?.ConfirmedAccount || draft.Actor == need.Impossible?.Account)
            return Refusal.Rule("appeal.own", "Whoever closed it does not decide on the appeal.");
        string? anew = null;
        if (granted)
        {
            if (NeedRules.Submit(draft, terms, Again(need, draft.Now), out var made) is { } unfit)
                return unfit;
            if (NeedRules.Verify(draft, terms, made, new VerifyNeed { Decision = Verdict.Accept, Urgency = need.Urgency }) is { } odd)
                return odd;
            var fresh = NeedRules.Find(draft, made)!;
            draft.Keep(fresh with { Owner = appeal.To, ContactRef = need.ContactRef, ContactName = need.ContactName, PhoneCode = need.PhoneCode, FiledBy = need.FiledBy });
            anew = made;
        }

        need = NeedRules.Find(draft, id)!;
        NeedRules.Step(draft, need, new NeedAppealDecided(granted, anew), DeskWords.Told(need, draft, "appealDecided", appeal.To, word) with
        {
            Appeal = appeal with { Granted = granted, Word = word.Trim(), DecidedAt = draft.Now, Need = anew }, Advice = granted ? need.Advice : word.Trim(),
        });
        return null;
    }

    /// <summary>Whether the level above still owes its word on a closing.</summary>
    public static bool IsProposed(Need? need) => need is { Impossible: not null } && CanClose(need);

    public static bool IsAppealed(Need? need) => need is { Appeal.DecidedAt: null };

    /// <summary>What waits above is raised there, and settled there whatever settled it here. A proposal rests while somebody is found.</summary>
    public static void Follow(Draft draft, Need? before, Need after)
    {
        if (IsProposed(before) != IsProposed(after) && Above(draft, Ids.Owner(after.Id)) is { } above)
            draft.Send(Ids.UnitStream(above), IsProposed(after) ? new MatterRaised(Closing, after.Id, after.Category, null) : new MatterSettled(Closing, after.Id));
        if (IsAppealed(before) && !IsAppealed(after))
            draft.Send(Ids.UnitStream(before!.Appeal!.To), new MatterSettled(Appealing, after.Id));
    }

    private static bool CanClose(Need need) => need.Status is NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled;

    private static Refusal? Pending(Draft draft, string id, out Need? need)
    {
        need = NeedRules.Find(draft, id);
        if (need is null)
            return Refusal.NotFound("need", id);
        if (!CanClose(need))
            return NeedRules.WrongState(need, "closed as impossible");
        return need.Impossible is null ? Refusal.Rule("impossible.notProposed", "The need's own unit proposes it first; the level above agrees or not.") : null;
    }

    private static SubmitNeed Again(Need need, DateTimeOffset now) => new()
    {
        Title = need.Title, Description = need.Description, Category = need.Category, Urgency = need.Urgency, Channel = need.Channel, People = need.People,
        Wanted = need.Wanted is { } wanted && wanted.Until > now ? wanted : null, Location = need.Location, OnBehalf = need.OnBehalf,
        Deliveries = need.Deliveries, Coverage = need.Coverage, Resident = need.Resident, OutsideNumber = need.OutsideNumber,
    };

    private static string? Above(Draft draft, string unit)
    {
        var way = UnitRules.Profile(draft)!.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var index = Array.IndexOf(way, unit);
        return index > 0 && Ids.LevelOf(way[index - 1]) != Level.City ? way[index - 1] : null;
    }
}
