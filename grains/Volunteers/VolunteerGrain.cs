using System.Collections.Immutable;
using Practice.Activities;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>The shell of a volunteer: rules in <see cref="VolunteerRules"/>, <see cref="GuardianRules"/>, <see cref="AccessRules"/>, <see cref="CalendarRules"/>.</summary>
/// <remarks>The birth date stands sealed; an activation that must know an age opens it and remembers it by the round of the details.</remarks>
[GrainType("volunteer")]
internal sealed partial class VolunteerGrain(KernelServices services, ITermsSource terms, PersonVault vault) : StreamGrain(services), IVolunteerGrain, IPlaceHolderGrain
{
    private static readonly ItemKinds VolunteerKinds = VolunteerMail.Kinds();

    private ITerms _terms = null!;

    private (int Round, DateOnly Born)? _born;

    private ImmutableArray<ServiceRecord> _all;

    protected override ItemKinds Kinds => VolunteerKinds;

    private string Number => Stream["volunteer-".Length..];

    public async Task<Result<VolunteerView>> Register(Operation operation, RegisterVolunteer register)
    {
        await Fetch<Volunteer>(Number);
        await Fetch<Unclaimed>(Number);
        return await Execute(operation, Decide, () => Number, Shown(register.Details.Born));

        Refusal? Decide(Draft draft)
        {
            var refusal = VolunteerRules.Register(draft, Number, register);
            if (refusal is null && !draft.IsEmpty)
                _born = (0, register.Details.Born!.Value);
            return refusal;
        }
    }

    public async Task<Result<string>> DropUnclaimed(Operation operation, string import)
    {
        await Fetch<Unclaimed>(Number);
        return await Execute<string>(operation, draft => UnclaimedRules.Drop(draft, Number, import), () => Number, (_, number) => number);
    }

    public async Task<Result<VolunteerView>> View()
    {
        if (await Known() is { } refusal)
            return refusal;
        var (born, now) = (await Born(), Services.Clock.Now);
        return new(await Read(book => VolunteerViews.View(book, Number, born, now)), null);
    }

    public async Task<Result<VolunteerView>> Edit(Operation operation, EditVolunteer edit)
    {
        if (await Known() is { } unknown)
            return unknown;
        string? let = null;
        var known = await Born();
        var edited = await Execute(operation, Decide, () => Number, Shown(edit.Details?.Born ?? known));

        // A document that was a slip of the pen is free for whose it is when the answer is there.
        if (let is not null && edited.Value is not null)
            await Delivered(Ids.ClaimStream(let));
        return edited;

        Refusal? Decide(Draft draft)
        {
            let = VolunteerRules.Held(draft.Book.Find<Volunteer>(Number)!);
            var refusal = VolunteerRules.Edit(draft, Number, edit, operation.IfMatch, known);
            if (refusal is null && !draft.IsEmpty && edit.Details?.Born is { } born)
                _born = (draft.Book.Find<Volunteer>(Number)!.DetailsRound, born);
            if (VolunteerRules.Held(draft.Book.Find<Volunteer>(Number)!) == let)
                let = null;
            return refusal;
        }
    }

    public Task<Result<VolunteerView>> Verify(Operation operation, VerifyVolunteer verify) =>
        Change(operation, draft => VolunteerRules.Verify(draft, Number, verify, operation.Caller));

    public async Task<Result<VolunteerView>> Close(Operation operation)
    {
        if (await Known() is { } refusal)
            return refusal;
        var minor = await Minor();
        string? document = null;
        ImmutableArray<string> subjects = [];
        var closed = await Execute(operation, Decide, () => Number, Shown(null));

        // Whoever comes back at once is let in: what is free is free when the answer is there.
        if (closed.Value is not null)
            foreach (var hash in subjects.Append(document).OfType<string>())
                await Delivered(Ids.ClaimStream(hash));
        return closed;

        Refusal? Decide(Draft draft)
        {
            var volunteer = draft.Book.Find<Volunteer>(Number)!;
            document = VolunteerRules.Held(volunteer);
            subjects = volunteer.Status == VolunteerStatus.Closed ? [] : [.. volunteer.OtherPersons.Append(volunteer.Person).OfType<string>().Select(person => vault.IdentityHash("person", person)).Append(volunteer.Subject).Distinct()];
            return ClosingRules.Close(draft, Number, operation.Caller, minor, subjects);
        }
    }

    public async Task<Result<VolunteerView>> Suspend(Operation operation, bool suspended, string reason)
    {
        var minor = await Minor();
        return await Change(operation, draft => VolunteerRules.Suspend(draft, Number, suspended, reason, minor));
    }

    public Task<Result<VolunteerView>> PutConsent(Operation operation, ConsentPurpose purpose, string? textVersion) =>
        Change(operation, draft => VolunteerRules.PutConsent(draft, Number, purpose, textVersion));

    public async Task<Result<DetailsRefs>> DetailsRef(Operation operation, AccessPurpose? purpose, string? unit)
    {
        if (await Known() is { } refusal)
            return refusal;
        var minor = await Minor();
        return await Execute(operation, draft => AccessRules.Read(draft, Number, purpose, unit, minor, operation.Caller), () => Number,
            (book, _) => book.Find<Volunteer>(Number) is { } volunteer ? new DetailsRefs(volunteer.DetailsRef, volunteer.Guardian?.Ref, volunteer.Version, VolunteerRules.Held(volunteer), volunteer.Subject) : null);
    }

    public async Task<Result<AccessView>> AskAccess(Operation operation, AccessPurpose purpose, string unit, string reason)
    {
        var id = "";
        return await Known() is { } refusal
            ? refusal
            : await Execute(operation, draft => AccessRules.Ask(draft, Number, purpose, unit, reason, out id), () => id, VolunteerViews.Access, asked => Fetch<Access>(asked));
    }

    public async Task<Result<AccessView>> DecideAccess(Operation operation, string access, bool allow)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<Access>(access);
        return await Execute(operation, draft => AccessRules.Decide(draft, access, allow), () => access, VolunteerViews.Access);
    }

    public async Task<Result<string>> AskGuardian(Operation operation, string secretHash) => await Known() is { } refusal
        ? refusal
        : await Execute<string>(operation, draft => GuardianRules.Ask(draft, Number, secretHash), () => Number, (_, number) => number);

    public async Task<Result<VolunteerView>> PutGuardian(Operation operation, PutGuardian guardian)
    {
        // Who has a code and is told that it is wrong does not learn whether there is such a number.
        if (await Known() is { } refusal)
            return guardian.Unit is null ? GuardianRules.Wrong : refusal;
        if (await Born() is not { } born)
            return guardian.Unit is null ? GuardianRules.Wrong : Refusal.Rule("birth.missing", "No birth date is known.");
        var put = await Execute(operation, draft => GuardianRules.Put(draft, Number, guardian, born), () => Number, Shown(born));
        return put.Value is { } view && (view.Guardian is null || view.GuardianPerson != guardian.Guardian?.Person) ? GuardianRules.Wrong : put;
    }

    public async Task<Result<VolunteerView>> ConsentToActivity(Operation operation, string activity)
    {
        await Fetch<ActivityConsent>(activity);
        var minor = await Minor();
        return await Change(operation, draft => GuardianRules.ConsentToActivity(draft, Number, activity, minor, operation.Caller));
    }

    public async Task<Result<PlaceCard>> Hold(Operation operation, PlaceAsk ask)
    {
        if (await Known() is { } refusal)
            return refusal;
        if (await Born() is not { } born)
            return Refusal.Rule("birth.missing", "No birth date is known.");
        await Fetch<CalendarPlace>(ask.Session);
        if (ask.Session.Contains('/', StringComparison.Ordinal))
            await Fetch<ActivityConsent>(CalendarPlace.ActivityOf(ask.Session));
        await Terms();
        var near = TimeSpan.FromMinutes(_terms.Volunteering.NearMinutes);
        var accompanied = ask.Guardian is { } guardian && await IsGuardian(guardian);
        return await Execute(operation, draft => CalendarRules.Hold(draft, Number, ask, born, operation.Caller), () => ask.Session,
            (book, session) => CalendarRules.Card(book, Number, session, born, accompanied, [], near));
    }

    public async Task<Result<ImmutableArray<CalendarEntryView>>> Calendar(DateTimeOffset from, DateTimeOffset until) =>
        await Known() is { } refusal ? refusal
        : from >= until ? Refusal.Malformed("slot.invalid", "A time ends after it begins.")
        : new Result<ImmutableArray<CalendarEntryView>>(await Read(book => VolunteerViews.Calendar(book, new(from, until))), null);

    protected override string PathOf(Book book) => book.Find<Volunteer>(Number)?.UnitPath ?? book.Find<Unclaimed>(Number)?.UnitPath ?? "/";

    protected override async Task Prepare(Message message)
    {
        await Known();
        await Prepared(message);
    }

    private Task Prepared(Message message) => message switch
    {
        PlaceDecided told => Fetch<CalendarPlace>(told.Session),
        PlaceEnded told => Fetch<CalendarPlace>(told.Session),
        ServiceSettled told => PrepareService(told),
        MergeAsked => PrepareGiving(),
        MergeHandedOver told => PrepareTaking(told),
        MergeRefused told => Fetch<MergeRequest>(told.Request),
        StockKept told => PrepareRedemption(told.Redemption),
        StockRefused told => PrepareRedemption(told.Redemption),
        PickUpEnded told => PrepareRedemption(told.Redemption),
        Teams.MembershipChanged told => Fetch<Membership>(told.Team),
        _ => Task.CompletedTask,
    };

    protected override void Take(Draft draft, string from, Message message)
    {
        if (VolunteerMail.Take(draft, _terms, Number, from, message, message is MergeAsked ? _all : null))
            return;
        DeactivateOnIdle();
        throw new InvalidOperationException($"{Stream} is not registered and cannot take in {Message.NameOf(message.GetType())} from {from}.");
    }

    protected override void Due(Draft draft, Item item) => VolunteerMail.Due(draft, item);

    private async Task<Result<VolunteerView>> Change(Operation operation, Func<Draft, Refusal?> decide)
    {
        if (await Known() is { } refusal)
            return refusal;
        return await Execute(operation, decide, () => Number, Shown(await Born()));
    }

    private Func<Book, string, VolunteerView?> Shown(DateOnly? born) => (book, number) => VolunteerViews.View(book, number, born, Services.Clock.Now);

    // A number that was never given out is somebody's guess: it is answered and not kept in memory. One that is closed is read again.
    private async Task<Refusal?> Known()
    {
        if (Book.Head is not null)
            await Fetch<Volunteer>(Number);
        if (Book.Find<Volunteer>(Number) is not null)
            return null;
        DeactivateOnIdle();
        return Refusal.NotFound("volunteer", Number);
    }

    /// <summary>The terms in force, fetched before deciding: rules read them synchronously.</summary>
    private async ValueTask Terms() => _terms = await terms.For(PathOf(Book));

    private async Task<bool> Minor() => await Born() is { } born && Ages.On(born, Calendars.ChinaTime.DateOf(Services.Clock.Now)) < Ages.Adult;

    private async Task<DateOnly?> Born()
    {
        if (Book.Find<Volunteer>(Number) is not { } volunteer)
            return null;
        if (_born is { } known && known.Round == volunteer.DetailsRound)
            return known.Born;
        if (await Services.Store.Person(volunteer.DetailsRef, CancellationToken.None) is not { } row || vault.Open<VolunteerDetails>(volunteer.DetailsRef, row.Sealed).Born is not { } born)
            return null;
        _born ??= (volunteer.DetailsRound, born);
        if (_born.Value.Round < volunteer.DetailsRound)
            _born = (volunteer.DetailsRound, born);
        return born;
    }

    private async Task<bool> IsGuardian(string number) =>
        Ids.IsVolunteer(number) && Book.Find<Volunteer>(Number)?.Guardian?.Person is { } person
        && await Services.Store.Items(Ids.VolunteerStream(number), "volunteer", [number], CancellationToken.None) is [var row]
        && ItemKinds.Read<Volunteer>(row).Person == person;
}
