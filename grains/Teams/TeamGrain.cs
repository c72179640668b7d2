using System.Globalization;
using System.Text.Json;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>The shell of a team: rules in <see cref="TeamRules"/> and <see cref="EngagementRules"/>, time in <see cref="Schedule"/>.</summary>
[GrainType("team")]
internal sealed partial class TeamGrain(KernelServices services) : StreamGrain(services), ITeamGrain
{
    private static readonly ItemKinds TeamKinds = new ItemKinds().Add<Team>("team").Add<Engagement>("engagement");

    protected override ItemKinds Kinds => TeamKinds;

    private string Id => Stream["team-".Length..];

    public Task<Result<TeamView>> View() => Show(book => TeamViews.View(book, Id));

    public Task<Result<TeamView>> Edit(Operation operation, EditTeam edit) =>
        Change(operation, draft => TeamRules.Edit(draft, Id, edit, operation.IfMatch), () => Id, TeamViews.View);

    public Task<Result<TeamView>> File(Operation operation, DateOnly on) =>
        Change(operation, draft => TeamRules.File(draft, Id, on), () => Id, TeamViews.View);

    public Task<Result<LoanView>> Lend(Operation operation, LendTeam loan)
    {
        var number = 0;
        return Change(operation, Decide, () => Text(number), Loan);

        Refusal? Decide(Draft draft)
        {
            var refusal = TeamRules.Lend(draft, Id, loan);
            number = draft.Book.Find<Team>(Id)?.LastLoan ?? 0;
            return refusal;
        }
    }

    public Task<Result<LoanView>> EndLoan(Operation operation, int number) =>
        Change(operation, draft => TeamRules.EndLoan(draft, Id, number), () => Text(number), Loan);

    public async Task<Result<TeamSchedule>> ScheduleBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var asked = new TimeSlot(from, until);
        if (!asked.IsValid)
            return Refusal.Malformed("slot.invalid", "A time ends after it begins.");
        var now = Services.Clock.Now;
        return await Show(book => TeamViews.Between(book, Id, asked, now));
    }

    protected override string PathOf(Book book) => book.Find<Team>(Id)?.UnitPath ?? "";

    protected override Task Prepare(Message message) => message switch
    {
        OrderOffered told => Fetch<Engagement>(told.Order),
        ReservationAsked asked => Fetch<Engagement>(asked.Order),
        OrderMoved told => Fetch<Engagement>(told.Order),
        OrderEnded told => Fetch<Engagement>(told.Order),
        _ => Task.CompletedTask,
    };

    protected override void Take(Draft draft, string from, Message message)
    {
        if (message is TeamRegistered registered && registered.Team == Id)
        {
            TeamRules.Register(draft, registered);
            return;
        }

        // The sender tries again: the word that sets the team up may still be on its way from another owner.
        if (draft.Book.Find<Team>(Id) is not { } team)
        {
            DeactivateOnIdle();
            throw new InvalidOperationException($"{Stream} is not registered and cannot take in {Message.NameOf(message.GetType())}.");
        }

        switch (message)
        {
            case OrderOffered told:
                EngagementRules.Offer(draft, team, told);
                break;
            case ReservationAsked asked:
                EngagementRules.Reserve(draft, team, asked);
                break;
            case OrderMoved told:
                EngagementRules.Move(draft, team, told);
                break;
            case OrderEnded told:
                EngagementRules.End(draft, team, told);
                break;
            case OrderRated told:
                EngagementRules.Rate(draft, team, told);
                break;
            default:
                throw new InvalidOperationException($"{Stream} does not take {Message.NameOf(message.GetType())} from {from}.");
        }
    }

    /// <summary>Nobody is below a team.</summary>
    protected override void TakeReport(Draft draft, string from, string topic, long version, string payload)
    {
    }

    protected override string? Report(Book book, string topic) =>
        topic == TeamRules.CardTopic(Id) && TeamViews.Card(book, Id, Services.Clock.Now) is { } card ? JsonSerializer.Serialize(card, Json.Persisted) : null;

    protected override void Due(Draft draft, Item item)
    {
        if (item is Team)
            TeamRules.EndExpiredLoans(draft, item.Id);
        else
            EngagementRules.Close(draft, item.Id);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private LoanView? Loan(Book book, string number) => TeamViews.Loan(book.Find<Team>(Id), int.Parse(number, CultureInfo.InvariantCulture));

    private async Task<Result<T>> Change<T>(Operation operation, Func<Draft, Refusal?> decide, Func<string> subject, Func<Book, string, T?> view) =>
        Known() is { } refusal ? refusal : await Execute(operation, decide, subject, view);

    private async Task<Result<T>> Show<T>(Func<Book, T?> view) where T : class =>
        Known() is { } refusal ? refusal : new Result<T>(await Read(view), null);

    // A key that was never registered is somebody's guess: it is answered and not kept in memory.
    private Refusal? Known()
    {
        if (Book.Find<Team>(Id) is not null)
            return null;
        DeactivateOnIdle();
        return Refusal.NotFound("team", Id);
    }
}
