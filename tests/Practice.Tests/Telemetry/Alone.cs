using Xunit;

namespace Practice.Tests.Telemetry;

/// <summary>Instruments are the process's, not a host's: what is counted here is counted while no other test's hosts run.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
