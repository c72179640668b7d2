using Practice.Kernel;
using Practice.Store;

namespace Practice.Tests.Simulation;

/// <summary>What one owner owes another, in memory: the next letter leaves only when the one before it is acknowledged.</summary>
internal sealed class Outgoing(Owner from, string to)
{
    private readonly Queue<OutboxRow> _messages = new();
    private readonly List<OwedReport> _reports = [];

    public string To { get; } = to;

    public Flight? UnderWay { get; set; }

    public bool IsEmpty => _messages.Count == 0 && _reports.Count == 0;

    public bool Owes(string topic) => _reports.Any(report => report.Topic == topic);

    public void Owe(OutboxRow row)
    {
        if (row.Topic.Length == 0)
            _messages.Enqueue(row);
        else
            ReportOn(row.Topic).Row = row;
    }

    public void MarkDirty(string topic) => ReportOn(topic).Dirty = true;

    /// <summary>Sends the next letter, if one can leave.</summary>
    public void Send()
    {
        if (UnderWay is not null)
            return;
        if (_messages.TryPeek(out var row))
        {
            UnderWay = new(this, new Letter(from.Stream, row.Seq, "", row.Type, row.Payload, row.At), null, 0);
        }
        else if (_reports.Find(report => report.Row is not null) is { } report)
        {
            report.Dirty = false;
            var version = from.Book.Version;
            if (from.Report(report.Topic) is { } payload)
                UnderWay = new(this, new Letter(from.Stream, version, report.Topic, "report", payload, report.Row!.At), report, version);
            else
                Forget(report);
        }
    }

    /// <summary>The receiver's word that the letter is taken in has arrived.</summary>
    public void Acknowledged()
    {
        var flight = UnderWay!;
        UnderWay = null;
        if (flight.Report is null)
            from.Delivered(_messages.Dequeue());
        else if (!flight.Report.Dirty)
            Forget(flight.Report);
    }

    /// <summary>No answer came: the outcome is unknown and the letter is owed still.</summary>
    public void TimedOut()
    {
        if (UnderWay?.Report is { } report)
            report.Dirty = true;
        UnderWay = null;
    }

    private void Forget(OwedReport report)
    {
        _reports.Remove(report);
        from.Delivered(report.Row!);
    }

    private OwedReport ReportOn(string topic)
    {
        if (_reports.Find(report => report.Topic == topic) is { } known)
            return known;
        var owed = new OwedReport(topic);
        _reports.Add(owed);
        return owed;
    }

    internal sealed class OwedReport(string topic)
    {
        public string Topic { get; } = topic;

        public OutboxRow? Row { get; set; }

        public bool Dirty { get; set; } = true;
    }
}

/// <summary>A letter that its sender waits for.</summary>
/// <param name="NotBefore">It leaves when the sender's version that it shows is durable.</param>
internal sealed record Flight(Outgoing Lane, Letter Letter, Outgoing.OwedReport? Report, long NotBefore)
{
    /// <summary>Where it was taken in, in which life of the receiver, and the version that must be durable before it is acknowledged.</summary>
    public (Owner Receiver, int Life, long Version)? Taken { get; set; }
}
