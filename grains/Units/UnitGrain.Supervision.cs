using System.Globalization;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Interviews with the units below.</summary>
internal sealed partial class UnitGrain : ISupervisionGrain
{
    public Task<Result<InterviewView>> DecideInterview(Operation operation, DecideInterview command)
    {
        var n = 0;
        return Execute(operation, draft => InterviewRules.Decide(draft, command, out n), () => n.ToString(CultureInfo.InvariantCulture), InterviewOf, FetchInterview);
    }

    public Task<Result<InterviewView>> HoldInterview(Operation operation, int n, HoldInterview command) =>
        OnInterview(operation, n, draft => InterviewRules.Hold(draft, n, command));

    public Task<Result<InterviewView>> RecheckInterview(Operation operation, int n, RecheckInterview command) =>
        OnInterview(operation, n, draft => InterviewRules.Recheck(draft, n, command));

    private async Task<Result<InterviewView>> OnInterview(Operation operation, int n, Func<Draft, Refusal?> decide)
    {
        var number = n.ToString(CultureInfo.InvariantCulture);
        await FetchInterview(number);
        return await Execute(operation, decide, () => number, InterviewOf, FetchInterview);
    }

    private static InterviewView? InterviewOf(Book book, string n) => book.Find<Interview>(Interview.IdOf(int.Parse(n, CultureInfo.InvariantCulture)))?.View();

    private Task FetchInterview(string n) => Fetch<Interview>(Interview.IdOf(int.Parse(n, CultureInfo.InvariantCulture)));
}
