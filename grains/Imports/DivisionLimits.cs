namespace Practice.Imports;

/// <summary>What a file may ask of the machine.</summary>
/// <param name="MaxLine">Characters a line; a longer one is reported and skipped.</param>
/// <param name="MaxRows">Rows a file; a longer file is refused. The whole country has about 670,000.</param>
/// <param name="MaxErrors">Errors kept; further ones are only counted.</param>
public sealed record DivisionLimits(int MaxLine = 4096, int MaxRows = 1_500_000, int MaxErrors = 1000)
{
    /// <summary>The longest name of a unit, in characters.</summary>
    public const int MaxName = 100;

    public static readonly DivisionLimits Default = new();
}
