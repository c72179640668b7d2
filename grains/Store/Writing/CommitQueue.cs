namespace Practice.Store.Writing;

/// <summary>What one commit is to write.</summary>
/// <param name="FirstAfterEmpty">Nothing was left over and nothing had queued while the last batch was written.</param>
internal sealed record CommitWork(List<PendingChange> Changes, IReadOnlyList<OutboxRow> Delivered, bool FirstAfterEmpty);

/// <summary>Changes and delivered messages that wait for the next commit; bounded by rows, bytes and age.</summary>
/// <remarks>Any thread adds; one reader takes.</remarks>
internal sealed class CommitQueue(StoreOptions options)
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time = options.Time;
    private List<PendingChange> _waiting = [];
    private List<OutboxRow> _delivered = [];
    private TaskCompletionSource? _wake;
    private bool _closed;

    // Waiting and in flight.
    private int _length;
    private int _rows;
    private long _bytes;
    private long? _oldest;

    // The reader's own: taken from the queue and left over by the batch limits, and what is in flight.
    private List<PendingChange> _left = [];
    private List<PendingChange> _flying = [];

    public long Length => Volatile.Read(ref _length);

    public TimeSpan OldestAge
    {
        get
        {
            lock (_lock)
                return _oldest is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    public void EnsureRoom()
    {
        lock (_lock)
        {
            if (_rows >= options.QueueRows || _bytes >= options.QueueBytes || (_oldest is { } since && _time.GetElapsedTime(since) >= options.QueueAge))
                throw new StoreBusyException();
        }
    }

    public void Add(PendingChange change)
    {
        TaskCompletionSource? wake;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(IUnitStore));
            _waiting.Add(change);
            _length++;
            _rows += change.Rows;
            _bytes += change.Bytes;
            _oldest ??= change.Enqueued;
            (wake, _wake) = (_wake, null);
        }

        wake?.TrySetResult();
    }

    public void AddDelivered(OutboxRow message)
    {
        TaskCompletionSource? wake = null;
        lock (_lock)
        {
            if (_closed)
                return;
            _delivered.Add(message);
            if (_delivered.Count == 1)
                (wake, _wake) = (_wake, null);
        }

        wake?.TrySetResult();
    }

    public void Close()
    {
        TaskCompletionSource? wake;
        lock (_lock)
        {
            _closed = true;
            (wake, _wake) = (_wake, null);
        }

        wake?.TrySetResult();
    }

    /// <summary>The next work, as soon as there is a change or delivered messages have waited long enough; null when closed and empty.</summary>
    public async Task<CommitWork?> Next()
    {
        Landed();
        var waited = false;
        var idle = false;
        while (true)
        {
            Task wake;
            bool deliver;
            lock (_lock)
            {
                if (_left.Count > 0 || _waiting.Count > 0 || (_delivered.Count > 0 && (idle || _closed)))
                    break;
                if (_closed)
                    return null;
                deliver = _delivered.Count > 0;
                _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wake = _wake.Task;
            }

            waited = true;
            if (deliver)
                idle = !await Within(wake, options.DeliveredDelay);
            else
                await wake;
        }

        return Take(waited);
    }

    private CommitWork Take(bool firstAfterEmpty)
    {
        IReadOnlyList<OutboxRow> delivered = [];
        lock (_lock)
        {
            if (_left.Count == 0)
                (_left, _waiting) = (_waiting, _left);
            else
            {
                _left.AddRange(_waiting);
                _waiting.Clear();
            }

            if (_delivered.Count > 0)
                (delivered, _delivered) = (_delivered, []);
        }

        Assemble();
        return new CommitWork([.. _flying], delivered, firstAfterEmpty);
    }

    /// <summary>Fills the batch in call order. A change that does not chain to the one before it in its stream closes that stream for this batch.</summary>
    private void Assemble()
    {
        var heads = new Dictionary<string, StreamHead?>(StringComparer.Ordinal);
        var rest = new List<PendingChange>();
        _flying.Clear();
        var bytes = 0;
        for (var i = 0; i < _left.Count; i++)
        {
            var pending = _left[i];
            if (_flying.Count >= options.BatchChanges || (_flying.Count > 0 && bytes + pending.Bytes > options.BatchBytes))
            {
                rest.AddRange(_left[i..]);
                break;
            }

            var stream = pending.Change.Stream;
            var known = heads.TryGetValue(stream, out var head);
            if (known && (head is null || head != pending.Change.Preceding))
            {
                heads[stream] = null;
                rest.Add(pending);
                continue;
            }

            heads[stream] = pending.Change.Head;
            bytes += pending.Bytes;
            _flying.Add(pending);
        }

        _left.Clear();
        _left = rest;
    }

    private void Landed()
    {
        if (_flying.Count == 0)
            return;

        lock (_lock)
        {
            foreach (var pending in _flying)
            {
                _length--;
                _rows -= pending.Rows;
                _bytes -= pending.Bytes;
            }

            _oldest = _left.Count > 0 ? _left[0].Enqueued : _waiting.Count > 0 ? _waiting[0].Enqueued : null;
        }

        _flying.Clear();
    }

    private async Task<bool> Within(Task wake, TimeSpan time)
    {
        try
        {
            await wake.WaitAsync(time, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
