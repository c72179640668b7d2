using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Dispatch;

/// <summary>What a level must know of a need to find help for it. No words, nobody's name.</summary>
/// <param name="People">Helpers still missing.</param>
/// <param name="Tried">Teams not to propose again.</param>
public sealed record HelpBrief(
    string Need, string Unit, string UnitPath, string Category, ImmutableArray<string> Skills, Urgency Urgency, int People, TimeSlot? Wanted,
    Place? Location, ImmutableArray<string> Tried);

/// <summary>Need's unit → a level above: you are responsible for finding help now. Asked again with the same need, it looks again.</summary>
/// <param name="Round">Grows with each question about the need; an answer repeats it, and an older one is not heard.</param>
[MessageName("help.sought")]
public sealed record HelpSought(HelpBrief Brief, int Round, string Reason, DateTimeOffset? DueBy) : Message;

/// <summary>Level → need's unit: these teams, in this order; offer the work to them.</summary>
/// <param name="Parallel">Each of them could do all of it: ask them at once, the first to accept has it.</param>
[MessageName("help.found")]
public sealed record HelpFound(string Need, int Round, ImmutableArray<Pick> Picks, bool Parallel = false) : Message;

/// <summary>Level → need's unit: nobody here can.</summary>
[MessageName("help.notFound")]
public sealed record HelpNotFound(string Need, int Round) : Message;

/// <summary>Need's unit → level: those you found have come to nothing and there is no level above by itself; a person must act.</summary>
[MessageName("help.stuck")]
public sealed record HelpStuck(string Need, string Reason) : Message;

/// <summary>Need's unit → level: your part is over (<c>accepted</c>, <c>passedUp</c>, <c>withdrawn</c>, …).</summary>
[MessageName("help.ended")]
public sealed record HelpEnded(string Need, string Outcome) : Message;

/// <summary>A team chosen for a need.</summary>
public sealed record Pick(string Team, int People, double Score);
