using System.Net;

namespace Practice.Hosting;

/// <summary>A port that a process listens on beside its HTTP addresses.</summary>
/// <param name="Setting">Who names it.</param>
internal sealed record ListenAddress(string Setting, IPAddress Address, int Port);
