using Practice.Store;

namespace Practice.Kernel;

/// <summary>What one owner owes another: messages in order, and at most one report a topic.</summary>
internal sealed class Lane(string to)
{
    public string To { get; } = to;

    public Queue<OutboxRow> Messages { get; } = new();

    public Dictionary<string, OwedReport> Reports { get; } = [];

    /// <summary>When a topic's last report left, as a timestamp: the next one keeps its distance.</summary>
    public Dictionary<string, long> Sent { get; } = [];

    public Task Running { get; set; } = Task.CompletedTask;

    public bool IsEmpty => Messages.Count == 0 && Reports.Count == 0;

    /// <summary>A report whose row is durable and which says something new.</summary>
    public (string Topic, OwedReport Owed)? NextReport()
    {
        foreach (var (topic, owed) in Reports)
            if (owed.Row is not null)
            {
                if (owed.SentAt == 0)
                    owed.SentAt = Sent.GetValueOrDefault(topic);
                return (topic, owed);
            }

        return null;
    }

    internal sealed class OwedReport
    {
        public OutboxRow? Row { get; set; }

        public bool Dirty { get; set; }

        public long SentAt { get; set; }
    }
}
