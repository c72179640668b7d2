namespace Practice.Intake;

/// <summary>心愿树, 心愿墙, 雷锋信箱, 心愿码 (brief, rows 82–83). A code is read by a phone: it has no slips and is never opened.</summary>
[GenerateSerializer, Alias("intakeKind")]
public enum IntakeKind { WishTree, WishWall, Mailbox, Qr }

/// <summary>开箱中, 已封箱.</summary>
[GenerateSerializer, Alias("openingStatus")]
public enum OpeningStatus { Open, Closed }

/// <summary>待补全, 已立件, 已作废. None of them is a need's status: a draft is counted nowhere.</summary>
[GenerateSerializer, Alias("draftStatus")]
public enum DraftStatus { Open, Completed, Discarded }
