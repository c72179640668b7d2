using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>A volunteer's records of service and ledgers. Key: <see cref="Ids.VolunteerStream"/>. Rights are checked at the edge.</summary>
[GrainInterfaceType("serviceRecords"), Alias("serviceRecords")]
public interface IServiceRecordsGrain : IGrainWithStringKey
{
    /// <summary>Enters service afterwards; it counts once somebody else has approved it.</summary>
    /// <returns>Or <c>record.evidence</c>; <c>record.tooLong</c>; <c>record.tooLate</c>; <c>record.future</c>; <c>record.own</c>; <c>record.overlap</c>.</returns>
    [Alias("Propose")]
    Task<Result<RecordView>> Propose(Operation operation, BackFill service);

    /// <summary>Decides about what waits: a proposed record, one above a day's measure, a correction.</summary>
    /// <returns>Or <c>fourEyes.same</c>; <c>record.nothingToDecide</c>; <c>record.overlap</c>; <c>record.own</c>; <c>reason.missing</c> for a no.</returns>
    [Alias("Decide")]
    Task<Result<RecordView>> Decide(Operation operation, string record, bool approve, string? reason);

    /// <summary>Says that a confirmed record should be another one.</summary>
    /// <returns>Or <c>record.signedIn</c> where checked-in minutes would be raised; <c>record.notConfirmed</c>; <c>record.correcting</c>.</returns>
    [Alias("Correct")]
    Task<Result<RecordView>> Correct(Operation operation, string record, CorrectRecord correction);

    /// <summary>The volunteer says that a record is wrong; null takes it back.</summary>
    [Alias("Dispute")]
    Task<Result<RecordView>> Dispute(Operation operation, string record, string? reason);

    [Alias("ViewRecord")]
    Task<Result<RecordView>> ViewRecord(string record);

    [Alias("Hours")]
    Task<Result<HoursView>> Hours();

    [Alias("Points")]
    Task<Result<PointsView>> Points();
}
