using System.Diagnostics;

namespace Practice.Store.Writing;

/// <summary>A change that waits for its commit, and the caller's promise.</summary>
internal sealed class PendingChange(Change change, long enqueued, Activity? span)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Change Change { get; } = change;

    /// <summary>Timestamp of the store's clock.</summary>
    public long Enqueued { get; } = enqueued;

    /// <summary>From the call to the answer; null where nobody traces.</summary>
    public Activity? Span { get; } = span;

    public int Rows { get; } = change.Events.Length + change.Items.Length + change.Outbox.Length + change.Marks.Length + change.Persons.Length
        + (change.Outcome is null ? 0 : 1);

    public int Bytes { get; } = Size(change);

    public Task Done => _done.Task;

    public void Succeed()
    {
        if (Span is not null)
            StoreInstruments.End(Span, null);
        _done.TrySetResult();
    }

    public void Fail(Exception reason)
    {
        if (Span is not null)
            StoreInstruments.End(Span, reason);
        _done.TrySetException(reason);
        _ = _done.Task.Exception; // Observed: a caller may have stopped waiting.
    }

    /// <summary>Estimated size on the wire: two bytes a character and a little for each row.</summary>
    private static int Size(Change change)
    {
        var size = 128;
        foreach (var e in change.Events)
            size += 96 + 2 * e.Data.Length;
        foreach (var i in change.Items)
            size += 160 + 2 * i.Doc.Size + 8 * (i.Text?.Length ?? 0);
        foreach (var o in change.Outbox)
            size += 96 + 2 * o.Payload.Length;
        foreach (var p in change.Persons)
            size += 64 + p.Sealed.Length;
        return size + 64 * change.Marks.Length;
    }
}
