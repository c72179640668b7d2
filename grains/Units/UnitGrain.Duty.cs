using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The duty roster.</summary>
internal sealed partial class UnitGrain
{
    public Task<Result<DutyView>> PutDuty(Operation operation, PutDuty command) =>
        Execute<DutyView>(operation, draft => DutyRules.Put(draft, command, operation.IfMatch), () => Code, (book, _) => DutyOf(book));

    public async Task<Result<DutyView>> ViewDuty() => await Read(DutyOf) is { } view ? new(view, null) : Gone<DutyView>(Refusal.NotFound("unit", Code));

    private DutyView? DutyOf(Book book) => Profile(book) is null ? null : DutyRoster.View(Code, book.Find<DutyRoster>(DutyRoster.TheId));
}
