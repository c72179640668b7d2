using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Units;

/// <summary>A unit's interviews (约谈) with the units below it.</summary>
[Alias("supervision"), GrainInterfaceType("supervision")]
public interface ISupervisionGrain : IGrainWithStringKey
{
    [Alias("DecideInterview")]
    Task<Result<InterviewView>> DecideInterview(Operation operation, DecideInterview command);

    /// <summary>Minutes, commitments, the day of the re-check. Or <c>interview.state</c>.</summary>
    [Alias("HoldInterview")]
    Task<Result<InterviewView>> HoldInterview(Operation operation, int n, HoldInterview command);

    [Alias("RecheckInterview")]
    Task<Result<InterviewView>> RecheckInterview(Operation operation, int n, RecheckInterview command);
}
