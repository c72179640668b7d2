namespace Practice.Store.Writing;

/// <summary>The laws of <see cref="Change"/>, checked where it enters the store: breaking one is a bug of the owner.</summary>
internal static class ChangeLaws
{
    /// <exception cref="ArgumentException">A law is broken.</exception>
    public static void Check(Change change)
    {
        if (change.Events.IsDefaultOrEmpty)
            throw new ArgumentException($"A change of '{change.Stream}' has no event.", nameof(change));

        var next = (change.Preceding?.Version ?? 0) + 1;
        foreach (var e in change.Events)
            if (e.Seq != next++)
                throw new ArgumentException($"The events of '{change.Stream}' are not contiguous at {e.Seq}.", nameof(change));

        foreach (var item in change.Items)
            if (item.Stream != change.Stream)
                throw new ArgumentException($"A change of '{change.Stream}' holds an item of '{item.Stream}'.", nameof(change));

        foreach (var row in change.Outbox)
            if (row.Stream != change.Stream || row.Seq < 1)
                throw new ArgumentException($"A change of '{change.Stream}' holds a message of another stream or without a number.", nameof(change));
    }
}
