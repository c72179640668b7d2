namespace Practice.Benchmarks;

/// <summary>How much of a verb is run: what a figure needs, or only enough to see that it runs.</summary>
internal sealed record BenchmarkSize(bool Quick)
{
    public static readonly BenchmarkSize Default = new(false), Smoke = new(true);

    public int Clients => Quick ? 8 : 256;

    /// <summary>Rounds that count.</summary>
    public int Rounds => Quick ? 1 : 3;

    /// <summary>Rounds for the just-in-time compiler and the caches.</summary>
    public int WarmUps => Quick ? 0 : 2;

    public TimeSpan Length => LengthOf ?? (Quick ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(2));

    /// <summary>For what counts by requests rather than by rounds: servers that are to be compared have all had theirs.</summary>
    public TimeSpan Warm => Quick ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(6);

    public TimeSpan? LengthOf { get; init; }

    public int Of(int number, int quick) => Quick ? quick : number;
}
