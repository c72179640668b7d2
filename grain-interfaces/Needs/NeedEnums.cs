namespace Practice.Needs;

/// <summary>Where a need stands. <see cref="Unfulfilled"/> is not final: the next month gathers the need again.</summary>
[GenerateSerializer, Alias("needStatus")]
public enum NeedStatus { Submitted, Verified, Rejected, Redirected, Merged, Dispatching, Accepted, InService, Done, Rated, Unfulfilled, Withdrawn }

/// <summary>How a need came in (brief, rows 81–89): 网上, 电话, 走访, 心愿树, 心愿墙, 雷锋信箱, 公众号, 微心愿, 12345 转来, 上级交办, 窗口.</summary>
[GenerateSerializer, Alias("channel")]
public enum Channel { Online, Phone, Visit, WishTree, WishWall, Mailbox, Wechat, MicroWish, Hotline, Assigned, WalkIn }

/// <summary>六送 (brief, row 73).</summary>
[GenerateSerializer, Alias("deliveryTag")]
public enum DeliveryTag { Theory, Service, Care, Civility, NewCustoms, Safety }

/// <summary>五个全覆盖 (brief, row 17).</summary>
[GenerateSerializer, Alias("coverageField")]
public enum CoverageField { PolicyTalk, EducationTraining, CulturalActivity, SportsFitness, ScienceService }

/// <summary>Why a need is not taken on. Each must come with a way out for the resident.</summary>
[GenerateSerializer, Alias("rejectionReason")]
public enum RejectionReason { Emergency, DepartmentDuty, Judicial, PaidService, Unsafe, NotLocal, Unlawful, Insufficient }

/// <summary>What a verification decides.</summary>
[GenerateSerializer, Alias("verdict")]
public enum Verdict { Accept, Reject, Redirect, Merge }
