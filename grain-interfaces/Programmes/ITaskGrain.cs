using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Programmes;

/// <summary>A unit's shares of tasks.</summary>
[Alias("tasks"), GrainInterfaceType("tasks")]
public interface ITaskGrain : IGrainWithStringKey
{
    [Alias("AddTask")]
    Task<Result<TaskView>> AddTask(Operation operation, SetTask command);

    /// <summary>Only where it was set up.</summary>
    [Alias("EditTask")]
    Task<Result<TaskView>> EditTask(Operation operation, string task, SetTask edit);

    [Alias("ViewTask")]
    Task<Result<TaskView>> ViewTask(string task);

    /// <summary>All parts anew. What is done in a part stays with it; one in which something is done cannot be taken away.</summary>
    [Alias("DivideTask")]
    Task<Result<TaskView>> DivideTask(Operation operation, string task, ImmutableArray<GivePart> parts);

    /// <summary>How much of a team's or of people's part is done.</summary>
    [Alias("CountPart")]
    Task<Result<TaskView>> CountPart(Operation operation, string task, int part, int done);

    /// <summary>Takes the whole back, at every unit below.</summary>
    [Alias("WithdrawTask")]
    Task<Result<TaskView>> WithdrawTask(Operation operation, string task);
}
