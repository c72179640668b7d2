namespace Practice.Web.SignIn;

/// <summary>What the browser keeps of a sign-in, sealed. Times are seconds since 1970.</summary>
/// <param name="Refresh">Newest at its writing; the process may hold a newer one.</param>
/// <param name="Seen">When somebody last asked for a page.</param>
internal sealed record Ticket(string Id, string Refresh, bool Staff, long Seen);

/// <summary>What the browser keeps while somebody is at the issuer, sealed.</summary>
/// <param name="Anew">Whether only a sign-in that is newer than this counts.</param>
internal sealed record Errand(string State, string Verifier, string Back, long At, bool Anew = false);
