using System.Globalization;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>The shell of an activity: rules in <see cref="ActivityRules"/>, <see cref="SessionRules"/>, <see cref="PlaceRules"/>, <see cref="CheckInRules"/>, <see cref="SettlingRules"/>.</summary>
[GrainType("activity")]
internal sealed class ActivityGrain(KernelServices services, PersonVault vault) : StreamGrain(services), IActivityGrain
{
    private const int MostGuesses = 5;

    private static readonly TimeSpan GuessesFor = TimeSpan.FromMinutes(10);
    private static readonly ItemKinds ActivityKinds = ActivityMail.Kinds();

    private readonly Dictionary<string, (int Wrong, DateTimeOffset Since)> _guesses = [];

    protected override ItemKinds Kinds => ActivityKinds;

    private string Id => Stream["activity-".Length..];

    public async Task<Result<ActivityView>> View()
    {
        if (Known() is { } refusal)
            return refusal;
        await FetchSessions();
        return new(await Read(ActivityViews.Of), null);
    }

    public Task<Result<ActivityView>> Edit(Operation operation, SetActivity edit) => Change(operation, draft => ActivityRules.Edit(draft, edit, operation.IfMatch));

    public Task<Result<ActivityView>> Review(Operation operation, ReviewActivity review) => Change(operation, draft => ActivityRules.Review(draft, review));

    public Task<Result<ActivityView>> Publish(Operation operation) => Change(operation, ActivityRules.Publish);

    public Task<Result<ActivityView>> Cancel(Operation operation, string reason) => Change(operation, draft => ActivityRules.Cancel(draft, reason));

    public Task<Result<ActivityView>> AddSessions(Operation operation, SessionPlan plan) => Change(operation, draft => ActivityRules.AddSessions(draft, plan));

    public async Task<Result<SessionView>> ViewSession(int n)
    {
        if (Known() is { } refusal)
            return refusal;
        await Fetch<ActivitySession>(Ids.Session(Id, n));
        return await Read(book => ActivityViews.Of(book, n)) is { } view ? new Result<SessionView>(view, null) : Refusal.NotFound("session", Ids.Session(Id, n));
    }

    public Task<Result<SessionView>> EditSession(Operation operation, int n, EditSession edit) => OnSession(operation, n, draft => SessionRules.Edit(draft, n, edit, operation.IfMatch));

    public Task<Result<SessionView>> CancelSession(Operation operation, int n, string reason) => OnSession(operation, n, draft => SessionRules.Cancel(draft, n, reason));

    public async Task<Result<PlaceAsk>> Ask(int n, string? position, string volunteer)
    {
        if (Known() is { } unknown)
            return unknown;
        await Fetch<ActivitySession>(Ids.Session(Id, n));
        var now = Services.Clock.Now;
        return await Read<Result<PlaceAsk>>(book => PlaceRules.Ask(book, n, position, volunteer, now, out var ask) is { } refusal ? refusal : new Result<PlaceAsk>(ask, null));
    }

    public async Task<Result<PlaceView>> SignUp(Operation operation, int n, SignUp signUp)
    {
        var subject = "";
        return await OnPlaces(operation, n, [], draft => PlaceRules.SignUp(draft, n, signUp, out subject), () => subject);
    }

    public Task<Result<SessionView>> Invite(Operation operation, int n, InviteMembers invite) => OnSession(operation, n, draft => PlaceRules.Invite(draft, n, invite));

    public async Task<Result<PlaceView>> Withdraw(Operation operation, int n, string volunteer, string? reason)
    {
        var left = await OnPlaces(operation, n, [volunteer], draft => PlaceRules.Withdraw(draft, n, volunteer, reason), () => Enrolment.IdOf(n, volunteer));
        if (left.Value is not null)
            await Delivered(Ids.VolunteerStream(volunteer));
        return left;
    }

    public async Task<Result<PlaceView>> ViewPlace(int n, string volunteer)
    {
        if (Known() is { } refusal)
            return refusal;
        await FetchPlaces(n, [volunteer]);
        var now = Services.Clock.Now;
        return await Read(book => ActivityViews.Place(book, Enrolment.IdOf(n, volunteer), now)) is { } view ? new Result<PlaceView>(view, null) : Refusal.NotFound("place", $"{Ids.Session(Id, n)}/{volunteer}");
    }

    public async Task<Result<CheckInCode>> Code(int n)
    {
        if (Known() is { } unknown)
            return unknown;
        await Fetch<ActivitySession>(Ids.Session(Id, n));
        var now = Services.Clock.Now;
        return await Read<Result<CheckInCode>>(book => SessionRules.Find(book, ActivityRules.Of(book), n) is not { } session
            ? Refusal.NotFound("session", Ids.Session(Id, n))
            : CheckInRules.NotRunning(now, ActivityRules.Of(book), session, later: false) is { } closed ? closed : new Result<CheckInCode>(CheckInCodes.At(Secret(n), now), null));
    }

    public async Task<Result<PlaceView>> CheckIn(Operation operation, int n, CheckIn checkIn)
    {
        var (guesser, now) = (Enrolment.IdOf(n, checkIn.Volunteer), Services.Clock.Now);
        var guesses = _guesses.TryGetValue(guesser, out var known) && now - known.Since < GuessesFor ? known : (Wrong: 0, Since: now);
        if (checkIn.Code is null)
            return await Entered();
        if (guesses.Wrong >= MostGuesses)
            return Refusal.Rule("code.tooMany", "Too many wrong codes; ask the leader to call you on the roll.");

        // Counted before it is known to be wrong: others are tried while this one waits for its answer.
        _guesses[guesser] = (guesses.Wrong + 1, guesses.Since);
        var entered = await Entered();
        if (entered.Refusal is not { Code: "code.wrong" } && _guesses.TryGetValue(guesser, out var counted))
            _guesses[guesser] = (counted.Wrong - 1, counted.Since);
        return entered;

        Task<Result<PlaceView>> Entered() => OnPlaces(operation, n, [checkIn.Volunteer], draft => CheckInRules.Enter(draft, n, checkIn, Secret(n)), () => guesser);
    }

    public Task<Result<SessionView>> CallRoll(Operation operation, int n, RollCall roll) => OnSession(operation, n, draft => CheckInRules.CallRoll(draft, n, roll));

    public Task<Result<SessionView>> Finish(Operation operation, int n) => OnSession(operation, n, draft => SessionRules.Finish(draft, n));

    public Task<Result<SessionView>> Settle(Operation operation, int n) => OnSession(operation, n, draft => SettlingRules.Settle(draft, n));

    public Task<Result<PlaceView>> Correct(Operation operation, int n, string volunteer, CorrectPlace correction) =>
        OnPlaces(operation, n, [volunteer], draft => SettlingRules.Correct(draft, n, volunteer, correction), () => Enrolment.IdOf(n, volunteer));

    public Task<Result<PlaceView>> DecideCorrection(Operation operation, int n, string volunteer, bool granted) =>
        OnPlaces(operation, n, [volunteer], draft => SettlingRules.Decide(draft, n, volunteer, granted), () => Enrolment.IdOf(n, volunteer));

    protected override string PathOf(Book book) => book.Only<Activity>()?.UnitPath ?? "";

    protected override void Follow(Draft draft) => ActivityRules.Follow(draft);

    protected override Task Prepare(Item due) => due is Enrolment place ? Fetch<ActivitySession>(Ids.Session(Id, place.N)) : Task.CompletedTask;

    protected override async Task Prepare(string from, Message message)
    {
        var (session, place) = ActivityMail.About(from, message);
        await Fetch<ActivitySession>(session);
        await Fetch<Enrolment>(place);
    }

    protected override void Take(Draft draft, string from, Message message)
    {
        if (ActivityMail.Take(draft, Id, from, message))
            return;
        DeactivateOnIdle();
        throw new InvalidOperationException($"{Stream} is not founded and cannot take in {Message.NameOf(message.GetType())} from {from}.");
    }

    protected override void Due(Draft draft, Item item) => ActivityMail.Due(draft, item);

    private byte[] Secret(int n) => vault.Derived("check-in:" + Ids.Session(Id, n));

    private Task FetchSessions() =>
        Fetch<ActivitySession>(Enumerable.Range(1, Book.Only<Activity>()?.LastSession ?? 0).Select(n => Ids.Session(Id, n)));

    // Of a session that is not over all places are in hand, and who is not among them has none.
    private async Task FetchPlaces(int n, string[] volunteers)
    {
        await Fetch<ActivitySession>(Ids.Session(Id, n));
        if (Book.Find<ActivitySession>(Ids.Session(Id, n)) is { State: SessionState.Settled or SessionState.Cancelled })
            await Fetch<Enrolment>(volunteers.Select(volunteer => Enrolment.IdOf(n, volunteer)));
    }

    private async Task<Result<ActivityView>> Change(Operation operation, Func<Draft, Refusal?> decide)
    {
        if (Known() is { } refusal)
            return refusal;
        await FetchSessions();
        return await Execute<ActivityView>(operation, decide, () => Id, (book, _) => ActivityViews.Of(book));
    }

    private async Task<Result<SessionView>> OnSession(Operation operation, int n, Func<Draft, Refusal?> decide)
    {
        if (Known() is { } refusal)
            return refusal;
        await Fetch<ActivitySession>(Ids.Session(Id, n));
        return await Execute<SessionView>(operation, decide, () => n.ToString(CultureInfo.InvariantCulture), (book, number) => ActivityViews.Of(book, int.Parse(number, CultureInfo.InvariantCulture)),
            number => Fetch<ActivitySession>(Ids.Session(Id, int.Parse(number, CultureInfo.InvariantCulture))));
    }

    private async Task<Result<PlaceView>> OnPlaces(Operation operation, int n, string[] volunteers, Func<Draft, Refusal?> decide, Func<string> subject)
    {
        if (Known() is { } refusal)
            return refusal;
        await FetchPlaces(n, volunteers);
        var now = Services.Clock.Now;
        return await Execute<PlaceView>(operation, decide, subject, (book, id) => ActivityViews.Place(book, id, now), id => Fetch<Enrolment>(id));
    }

    // A key that was never founded is somebody's guess: it is answered and not kept in memory.
    private Refusal? Known()
    {
        if (Book.Only<Activity>() is not null)
            return null;
        DeactivateOnIdle();
        return Refusal.NotFound("activity", Id);
    }
}
