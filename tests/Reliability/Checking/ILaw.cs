namespace Practice.Reliability;

/// <summary>Something that holds of the journal and the database together once everything is healed and quiet.</summary>
internal interface ILaw
{
    /// <summary>The law as a sentence.</summary>
    string Name { get; }

    /// <summary>Each breach in a line; none = it holds.</summary>
    Task<IReadOnlyList<string>> Breaches(Evidence evidence);
}
