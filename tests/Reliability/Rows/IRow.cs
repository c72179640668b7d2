namespace Practice.Reliability;

/// <summary>One row of the table in <c>docs/reliability.md</c>: an injury, a goal, and a control that shows that a miss would be seen.</summary>
internal interface IRow
{
    /// <summary>Its name on the command line.</summary>
    string Verb { get; }

    /// <summary>What is done, and what must hold.</summary>
    string Goal { get; }

    /// <summary>The damage or the planted bug that it must catch.</summary>
    string Control { get; }

    Task Run(Trial trial);
}
