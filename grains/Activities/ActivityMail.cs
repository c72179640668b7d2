using Practice.Kernel;

namespace Practice.Activities;

/// <summary>What an activity makes of its mail, and what it does by itself. Pure.</summary>
public static class ActivityMail
{
    public static ItemKinds Kinds() => new ItemKinds()
        .Add<Activity>("activity", rewritten: 4_000)
        .Add<ActivitySession>("activitySession", rewritten: 2_000)
        .Add<Enrolment>("enrolment");

    /// <summary>The session and the place that must be in hand before a message is taken in.</summary>
    public static (string? Session, string? Place) About(string from, Message message) => message switch
    {
        PlaceAsked asked => (asked.Session, Place(asked.Session, from)),
        RecordTaken taken => (taken.Session, Place(taken.Session, from)),
        _ => (null, null),
    };

    /// <summary>False where the activity is not there yet: the sender tries again, the word that sets it up may still be on its way.</summary>
    public static bool Take(Draft draft, string id, string from, Message message)
    {
        if (message is ActivityFounded founded && founded.Activity == id)
        {
            ActivityRules.Found(draft, founded);
            return true;
        }

        if (draft.Book.Only<Activity>() is null)
            return false;
        switch (message)
        {
            case PlaceAsked asked:
                PlaceRules.Answer(draft, Volunteer(from), asked);
                break;
            case RecordTaken taken:
                SettlingRules.Take(draft, Volunteer(from), taken);
                break;
            default:
                throw new InvalidOperationException($"An activity does not take in {message.GetType().Name}.");
        }

        return true;
    }

    public static void Due(Draft draft, Item item)
    {
        if (draft.Book.Only<Activity>() is not { } activity)
            return;
        switch (item)
        {
            case Activity when activity.State == ActivityState.Published:
                draft.Record(new ActivityMoved(ActivityState.Recruiting), activity with { State = ActivityState.Recruiting });
                break;
            case ActivitySession session:
                SessionRules.Due(draft, activity, session);
                break;
            case Enrolment place:
                PlaceRules.Lapse(draft, activity, place);
                break;
        }
    }

    private static string Volunteer(string stream) => stream["volunteer-".Length..];

    private static string? Place(string session, string from) => PlaceRules.Number(session) is { } n ? Enrolment.IdOf(n, Volunteer(from)) : null;
}
