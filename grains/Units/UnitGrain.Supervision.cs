using System.Globalization;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The ladder of what is late, and interviews with the units below.</summary>
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

    // Rows of a release that wrote no ladder down and made no sessions, or of before a calendar that this unit had not heard of.
    private async Task TakeOverFormer()
    {
        await Task.Yield();
        try
        {
            await RecountDeadlines();
        }
        catch (Exception e)
        {
            LogInterrupted(Services.Log, Stream, "counting anew", e);
        }
    }

    private async Task<Result<InterviewView>> OnInterview(Operation operation, int n, Func<Draft, Refusal?> decide)
    {
        var number = n.ToString(CultureInfo.InvariantCulture);
        await FetchInterview(number);
        return await Execute(operation, decide, () => number, InterviewOf, FetchInterview);
    }

    private static InterviewView? InterviewOf(Book book, string n) => book.Find<Interview>(Interview.IdOf(int.Parse(n, CultureInfo.InvariantCulture)))?.View();

    private Task FetchInterview(string n) => Fetch<Interview>(Interview.IdOf(int.Parse(n, CultureInfo.InvariantCulture)));
}
