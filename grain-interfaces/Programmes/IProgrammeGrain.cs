using Practice.Shared;

namespace Practice.Programmes;

/// <summary>A unit's projects and campaigns.</summary>
[Alias("programmes"), GrainInterfaceType("programmes")]
public interface IProgrammeGrain : IGrainWithStringKey
{
    [Alias("AddProgramme")]
    Task<Result<ProgrammeView>> AddProgramme(Operation operation, SetProgramme command);

    [Alias("EditProgramme")]
    Task<Result<ProgrammeView>> EditProgramme(Operation operation, string programme, SetProgramme edit);

    [Alias("ViewProgramme")]
    Task<Result<ProgrammeView>> ViewProgramme(string programme);

    [Alias("CountOutcome")]
    Task<Result<ProgrammeView>> CountOutcome(Operation operation, string programme, CountOutcome command);

    /// <summary>It is over: it counts nothing more and opens no year.</summary>
    [Alias("CloseProgramme")]
    Task<Result<ProgrammeView>> CloseProgramme(Operation operation, string programme);
}
