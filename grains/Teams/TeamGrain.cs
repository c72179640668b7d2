using System.Globalization;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>The shell of a team: rules in <see cref="TeamRules"/> and <see cref="EngagementRules"/>, time in <see cref="Schedule"/>.</summary>
[GrainType("team")]
internal sealed partial class TeamGrain(KernelServices services) : StreamGrain(services), ITeamGrain
{
    private static readonly ItemKinds TeamKinds = TeamMail.Kinds();

    protected override ItemKinds Kinds => TeamKinds;

    private string Id => Stream["team-".Length..];

    public Task<Result<TeamView>> View() => Show(book => TeamViews.View(book, Id));

    public Task<Result<TeamView>> Edit(Operation operation, EditTeam edit) =>
        Change(operation, draft => TeamRules.Edit(draft, Id, edit, operation.IfMatch), () => Id, TeamViews.View);

    public Task<Result<TeamView>> PutContact(Operation operation, SealedContact? contact) =>
        Change(operation, draft => TeamRules.PutContact(draft, Id, contact), () => Id, TeamViews.View);

    public Task<Result<string>> ContactRef(Operation operation) =>
        Change(operation, draft => TeamRules.ReadContact(draft, Id), () => Id, (book, id) => book.Find<Team>(id)?.ContactRef);

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

    protected override Task Prepare(Message message) => message is MemberGone gone ? Fetch<Member>(gone.Number) : Fetch<Engagement>(TeamMail.About(message));

    protected override void Take(Draft draft, string from, Message message)
    {
        if (TeamMail.Take(draft, Id, message))
            return;
        DeactivateOnIdle();
        throw new InvalidOperationException($"{Stream} is not registered and cannot take in {Message.NameOf(message.GetType())} from {from}.");
    }

    protected override string? Report(Book book, string topic) => TeamMail.Report(book, Id, topic, Services.Clock.Now);

    protected override void Due(Draft draft, Item item) => TeamMail.Due(draft, item);

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
