using System.Text.Json;

namespace Practice.Reliability;

/// <summary>
/// The clients' own record: a file that is only appended to, a line before an operation is first sent and a line when its client knows
/// its outcome or gives up. The checker reads the file and nothing else.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"practice-journal-{Guid.CreateVersion7():n}.jsonl");
    private readonly StreamWriter _writer;
    private readonly Lock _gate = new();

    public Journal() => _writer = new StreamWriter(_file, append: true);

    public void Write(Entry entry)
    {
        var line = JsonSerializer.Serialize(entry);
        lock (_gate)
            _writer.WriteLine(line);
    }

    /// <summary>Every operation, as its last line tells it, in the order of their beginnings.</summary>
    public IReadOnlyList<Entry> Read()
    {
        lock (_gate)
            _writer.Flush();
        var entries = new Dictionary<string, Entry>();
        foreach (var line in File.ReadLines(_file))
        {
            var entry = JsonSerializer.Deserialize<Entry>(line)!;
            entries[entry.Id] = entry;
        }

        return [.. entries.Values.OrderBy(entry => entry.Began)];
    }

    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_file);
    }
}
