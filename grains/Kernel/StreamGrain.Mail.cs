using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>What an owner owes others, and what it takes in from them.</summary>
internal abstract partial class StreamGrain
{
    private readonly Dictionary<string, Lane> _lanes = [];
    private bool _stopping;

    /// <summary>Fetches what a message is about. Called before it is taken in.</summary>
    protected virtual Task Prepare(Message message) => Task.CompletedTask;

    /// <summary>As <see cref="Prepare(Message)"/>, where what it is about is known by its sender.</summary>
    protected virtual Task Prepare(string from, Message message) => Prepare(message);

    /// <summary>Fetches what an item that is due belongs with. Called before the owner acts on it.</summary>
    protected virtual Task Prepare(Item due) => Task.CompletedTask;

    public async Task Receive(Letter letter)
    {
        EnsureSound();
        if (letter.Topic.Length > 0)
        {
            await Decide(draft => TakeReport(draft, letter.From, letter.Topic, letter.Seq, letter.Payload));
            return;
        }

        if (Message.Read(letter.Type, letter.Payload) is not { } message)
            throw new InvalidOperationException($"{Stream} does not know the message '{letter.Type}' of {letter.From}.");
        await Prepare(letter.From, message);
        if (letter.Seq <= _book.Marks.GetValueOrDefault(letter.From))
        {
            await Durable();
            return;
        }

        await Decide(draft =>
        {
            Take(draft, letter.From, message);
            if (!draft.IsEmpty)
                draft.Mark(letter.From, letter.Seq);
        });
    }

    public async Task<bool> Wake()
    {
        EnsureSound();
        var now = Services.Clock.Now;
        foreach (var item in _book.Kinds.Values.SelectMany(items => items.Values).Where(item => item.Facets.WakeAt <= now).ToList())
        {
            await Prepare(item);
            await Decide(draft =>
            {
                if (InHand(item.GetType(), item.Id) is { } current && current.Facets.WakeAt <= now)
                    Due(draft, current);
            });
        }

        foreach (var lane in _lanes.Values)
            Deliver(lane);
        await Durable();
        return _book.Kinds.Values.Any(items => items.Values.Any(item => item.Facets.WakeAt <= now));
    }

    public async Task Settle()
    {
        while (_lanes.Values.FirstOrDefault(lane => !lane.IsEmpty) is { } lane)
        {
            await Durable();
            Deliver(lane);
            await lane.Running;
        }

        await Durable();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stopping = true;
        return Task.CompletedTask;
    }

    /// <summary>Completes when what is owed to an owner has been taken in, or when <see cref="KernelOptions.SettleWait"/> is over.</summary>
    protected async Task Delivered(string to)
    {
        if (_lanes.GetValueOrDefault(to) is { IsEmpty: false } lane)
            await Task.WhenAny(lane.Running, Task.Delay(Services.Options.SettleWait));
    }

    private async Task Decide(Action<Draft> decide)
    {
        EnsureSound();
        Services.Store.EnsureRoom();
        var draft = new Draft(_book, Shared.Caller.System.Subject, Services.Clock.Now);
        decide(draft);
        await (draft.IsEmpty ? Durable() : Apply(draft));
    }

    private bool IsOwed((string To, string Topic) report) => _lanes.TryGetValue(report.To, out var lane) && lane.Reports.ContainsKey(report.Topic);

    // A report is owed from the moment it is decided on: until it is durable its row is null.
    private void MarkDirty(IEnumerable<(string To, string Topic)> reports)
    {
        foreach (var (to, topic) in reports)
        {
            var lane = LaneTo(to);
            if (!lane.Reports.TryGetValue(topic, out var owed))
                lane.Reports[topic] = owed = new Lane.OwedReport();
            owed.Dirty = true;
            if (owed.Row is not null)
                Deliver(lane);
        }
    }

    private void Owe(IEnumerable<OutboxRow> rows)
    {
        foreach (var row in rows)
        {
            var lane = LaneTo(row.To);
            if (row.Topic.Length == 0)
            {
                lane.Messages.Enqueue(row);
            }
            else
            {
                if (!lane.Reports.TryGetValue(row.Topic, out var owed))
                    lane.Reports[row.Topic] = owed = new Lane.OwedReport { Dirty = true };
                owed.Row = row;
            }

            Deliver(lane);
        }
    }

    private Lane LaneTo(string to)
    {
        if (!_lanes.TryGetValue(to, out var lane))
            _lanes[to] = lane = new Lane(to);
        return lane;
    }

    private void Deliver(Lane lane)
    {
        if (lane.Running.IsCompleted && !lane.IsEmpty)
            lane.Running = Run(lane);
    }

    private async Task Run(Lane lane)
    {
        await Task.Yield();

        // A delivery belongs to what caused its message, not to whoever set the lane going.
        if (Activity.Current is not null)
            Activity.Current = null;
        var failures = 0;
        while (!_stopping && _poison is null)
        {
            try
            {
                if (lane.Messages.TryPeek(out var message))
                {
                    await Send(message, new Letter(Stream, message.Seq, "", message.Type, message.Payload, message.At));
                    lane.Messages.Dequeue();
                    Services.Store.Delivered(message);
                }
                else if (lane.NextReport() is { } next)
                {
                    await SendReport(lane, next.Topic, next.Owed);
                }
                else
                {
                    return;
                }

                failures = 0;
            }
            catch (Exception e)
            {
                failures++;
                if (lane.Messages.TryPeek(out var stuck) && !Failures.IsTransient(e) && failures >= Services.Options.ParkAfter)
                {
                    LogParked(Services.Log, Stream, lane.To, stuck.Type, e);
                    KernelInstruments.Parked(stuck.Type);
                    await Services.Store.Undeliverable(stuck, park: true, CancellationToken.None);
                    lane.Messages.Dequeue();
                    failures = 0;
                    continue;
                }

                KernelInstruments.Failed(report: lane.Messages.Count == 0);
                LogDelayed(Services.Log, Stream, lane.To, failures, e);
                var wait = Services.Options.FirstRetry * Math.Pow(2, Math.Min(failures - 1, 16));
                await Task.Delay(wait < Services.Options.LongestRetry ? wait : Services.Options.LongestRetry);
            }
        }
    }

    private async Task Send(OutboxRow row, Letter letter)
    {
        using var span = KernelInstruments.BeginDelivery(row);
        try
        {
            await Services.Peer(row.To).Receive(letter);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            throw;
        }

        KernelInstruments.Delivered(row, Services.Clock.Now - row.At);
    }

    private async Task SendReport(Lane lane, string topic, Lane.OwedReport owed)
    {
        var row = owed.Row!;
        var pause = Services.Options.ReportInterval - TimeProvider.System.GetElapsedTime(owed.SentAt);
        if (owed.SentAt != 0 && pause > TimeSpan.Zero)
            await Task.Delay(pause);

        owed.Dirty = false;
        var book = _book;
        var payload = Report(book, topic);
        await Durable();
        try
        {
            if (payload is not null)
                await Send(row, new Letter(Stream, book.Version, topic, "report", payload, row.At));
        }
        catch
        {
            owed.Dirty = true;
            throw;
        }

        owed.SentAt = TimeProvider.System.GetTimestamp();
        if (owed.Dirty)
            return;
        lane.Reports.Remove(topic);
        lane.Sent[topic] = owed.SentAt;
        Services.Store.Delivered(row);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stream}: a message '{Type}' to {To} is parked; its receiver cannot take it in")]
    private static partial void LogParked(ILogger logger, string stream, string to, string type, Exception reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stream}: delivery to {To} failed {Failures} times and is tried again")]
    private static partial void LogDelayed(ILogger logger, string stream, string to, int failures, Exception reason);
}
