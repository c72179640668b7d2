using System.Collections.Immutable;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>A unit's need list (需求清单), and the work orders that come of it.</summary>
[Alias("needList"), GrainInterfaceType("needList")]
public interface INeedListGrain : IGrainWithStringKey
{
    [Alias("Submit")]
    Task<Result<NeedView>> Submit(Operation operation, SubmitNeed command);

    [Alias("View")]
    Task<Result<NeedView>> View(string need);

    [Alias("Edit")]
    Task<Result<NeedView>> Edit(Operation operation, string need, EditNeed edit);

    [Alias("Verify")]
    Task<Result<NeedView>> Verify(Operation operation, string need, VerifyNeed command);

    [Alias("Support")]
    Task<Result<NeedView>> Support(Operation operation, string need, string supporter);

    [Alias("Withdraw")]
    Task<Result<NeedView>> Withdraw(Operation operation, string need, string reason);

    /// <summary>Finds help at the unit's own level and, if there is none, at one level after another. Answers the own level's candidates.</summary>
    [Alias("Dispatch")]
    Task<Result<NeedView>> Dispatch(Operation operation, string need, DispatchNeed command);

    /// <summary>The own level's teams that could do it, best first, each with why. Asks nobody.</summary>
    [Alias("Candidates")]
    Task<Result<ImmutableArray<CandidateView>>> Candidates(string need);

    [Alias("Escalate")]
    Task<Result<NeedView>> Escalate(Operation operation, string need, Reasoned command);

    [Alias("TakeOver")]
    Task<Result<NeedView>> TakeOver(Operation operation, string need, string by);

    [Alias("Refer")]
    Task<Result<NeedView>> Refer(Operation operation, string need, string to, string advice);

    [Alias("CloseImpossible")]
    Task<Result<NeedView>> CloseImpossible(Operation operation, string need, string reason);

    /// <summary>提级 with a reason; <c>By</c> becomes responsible.</summary>
    [Alias("TakeOverFor")]
    Task<Result<NeedView>> TakeOverFor(Operation operation, string need, Reasoned command);

    [Alias("Regrade")]
    Task<Result<NeedView>> Regrade(Operation operation, string need, RegradeNeed command);

    /// <summary>Refers it to a department, whose detachments are asked; <c>Until</c> is the reply-by date. Or <c>referral.returned</c>.</summary>
    [Alias("ReferToDepartment")]
    Task<Result<NeedView>> ReferToDepartment(Operation operation, string need, string department, Reasoned command);

    /// <summary>The department gives it back, once. Or <c>referral.final</c>.</summary>
    [Alias("ReturnReferral")]
    Task<Result<NeedView>> ReturnReferral(Operation operation, string need, Reasoned command);

    /// <summary>A hotline or body outside takes it, under a number of its own.</summary>
    [Alias("ReferOutside")]
    Task<Result<NeedView>> ReferOutside(Operation operation, string need, string to, string advice, string? number);

    [Alias("ProposeImpossible")]
    Task<Result<NeedView>> ProposeImpossible(Operation operation, string need, Reasoned command);

    /// <summary>The level above agrees, or not. Or <c>impossible.notProposed</c>; <c>impossible.own</c>.</summary>
    [Alias("DecideImpossible")]
    Task<Result<NeedView>> DecideImpossible(Operation operation, string need, bool agreed, Reasoned command);

    /// <summary>The resident's one appeal. Or <c>appeal.once</c>; <c>appeal.late</c>.</summary>
    [Alias("AppealClosing")]
    Task<Result<NeedView>> AppealClosing(Operation operation, string need, string reason);

    /// <summary>Granted, the same is taken on anew. Or <c>appeal.none</c>; <c>appeal.own</c>; <c>appeal.decided</c>.</summary>
    [Alias("DecideAppeal")]
    Task<Result<NeedView>> DecideAppeal(Operation operation, string need, bool granted, string word);

    [Alias("AwaitResident")]
    Task<Result<NeedView>> AwaitResident(Operation operation, string need, bool waiting);

    [Alias("Extend")]
    Task<Result<NeedView>> Extend(Operation operation, string need, DateTimeOffset until, string reason);

    [Alias("Promise")]
    Task<Result<NeedView>> Promise(Operation operation, string need, Promise promise);

    [Alias("Rate")]
    Task<Result<NeedView>> Rate(Operation operation, string need, RateNeed command);

    [Alias("CallBack")]
    Task<Result<NeedView>> CallBack(Operation operation, string need, CallBack command);

    /// <summary>A year's calendar was loaded: limits counted provisionally are counted anew. Answers how many moved.</summary>
    [Alias("RecountDeadlines")]
    Task<int> RecountDeadlines();

    /// <summary>The reference to the sealed details of the need's contact; null = none. The edge opens it and leaves an access record.</summary>
    [Alias("ContactRef")]
    Task<Result<string>> ContactRef(Operation operation, string need, string? reader);

    /// <summary>What a phone code is checked against; null = the need has none. Leaves no record: nobody's details are opened.</summary>
    [Alias("PhoneCode")]
    Task<PhoneCode?> PhoneCode(string need);

    [Alias("ViewOrder")]
    Task<Result<OrderView>> ViewOrder(string order);

    /// <summary>Answers when the team's schedule has said yes or no, or with <c>accepting</c> if that takes long.</summary>
    [Alias("AcceptOrder")]
    Task<Result<OrderView>> AcceptOrder(Operation operation, string order, AcceptOrder command);

    [Alias("DeclineOrder")]
    Task<Result<OrderView>> DeclineOrder(Operation operation, string order, string reason);

    /// <summary>No, by the leader, a deputy, or a clerk who has rung.</summary>
    [Alias("DeclineOffer")]
    Task<Result<OrderView>> DeclineOffer(Operation operation, string order, DeclineOrder command);

    /// <summary>The leader contests an answer that was taken down by telephone.</summary>
    /// <returns>Or <c>contest.notByPhone</c>; <c>contest.late</c>; <c>contest.decided</c>.</returns>
    [Alias("ContestAnswer")]
    Task<Result<OrderView>> ContestAnswer(Operation operation, string order, string reason);

    /// <summary>A person's word on a contest: upheld, or the order is released.</summary>
    /// <returns>Or <c>contest.none</c>; <c>contest.own</c> for whoever took the answer down; <c>contest.decided</c>.</returns>
    [Alias("DecideContest")]
    Task<Result<OrderView>> DecideContest(Operation operation, string order, bool upheld, string word);

    [Alias("StartOrder")]
    Task<Result<OrderView>> StartOrder(Operation operation, string order);

    [Alias("ReportOrder")]
    Task<Result<OrderView>> ReportOrder(Operation operation, string order, ReportOrder command);

    [Alias("ConfirmOrder")]
    Task<Result<OrderView>> ConfirmOrder(Operation operation, string order);

    [Alias("RedoOrder")]
    Task<Result<OrderView>> RedoOrder(Operation operation, string order, string reason);

    [Alias("ReturnOrder")]
    Task<Result<OrderView>> ReturnOrder(Operation operation, string order, string reason);

    /// <summary>The station's word on a return: granted frees the order and finds others, refused keeps it where it is.</summary>
    [Alias("AdjudicateReturn")]
    Task<Result<OrderView>> AdjudicateReturn(Operation operation, string order, bool granted, string reason);

    [Alias("ReleaseOrder")]
    Task<Result<OrderView>> ReleaseOrder(Operation operation, string order, string reason, string? to);
}
