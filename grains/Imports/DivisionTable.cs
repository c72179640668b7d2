using System.Collections;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>Collects the rows of one file and resolves their parents once all are there. For one thread, once.</summary>
internal sealed class DivisionTable(Func<string, bool> known, int maxErrors)
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<long> _codes = [];
    private readonly Dictionary<long, (int Line, long Parent)> _ancestors = [];
    private readonly List<ImportError> _errors = [];
    private int _errorsTotal;

    public int RowsTotal { get; set; }

    public void Report(int line, string code, string message)
    {
        if (_errorsTotal++ < maxErrors)
            _errors.Add(new(line, code, message));
    }

    public void Add(int line, string code, string name, string parent, string level)
    {
        if (DivisionCode.LevelOf(level) is not { } at)
            Report(line, "level.unknown", $"'{Short(level)}' is no level; it is one of city, county, town, village.");
        else if (at == Level.City)
            Add(line, code, name, 0, at);
        else if (DivisionCode.Read(parent, at - 1) is { } above)
            Add(line, code, name, above, at);
        else
            Report(line, "parent.digits", $"'{Short(parent)}' is not the code of a level above {level}: it has {DivisionCode.Digits(at - 1)} digits.");
    }

    /// <summary>A row of the national file: a village, with the codes of its town, county and city.</summary>
    public void AddNational(int line, string code, string name, string street, string area, string city)
    {
        if (DivisionCode.Read(street, Level.Institute) is not { } town
            || DivisionCode.Read(area, Level.Centre) is not { } county
            || DivisionCode.Read(city, Level.City) is not { } top)
            Report(line, "parent.digits", "The codes of street, area and city have 9, 6 and 4 digits.");
        else if (Add(line, code, name, town, Level.Station))
        {
            _ancestors.TryAdd(town, (line, county));
            _ancestors.TryAdd(county, (line, top));
            _ancestors.TryAdd(top, (line, 0));
        }
    }

    public DivisionFile Finish(CancellationToken cancellation)
    {
        foreach (var (code, (line, parent)) in _ancestors)
        {
            var text = DivisionCode.Text(code);
            if (known(text))
                continue;
            _codes.Add(code);
            _entries.Add(new(code, parent, line, text));
            Report(line, "ancestor.unnamed", $"{text} has no row of its own; it is named by its code until a file names it.");
        }

        // The length of a code is its level, so that the order of numbers is parents first.
        _entries.Sort(static (a, b) => a.Code.CompareTo(b.Code));
        cancellation.ThrowIfCancellationRequested();
        var present = new HashSet<long>();
        var kept = new List<Entry>(_entries.Count);
        foreach (var entry in _entries)
            if (entry.Parent == 0 || present.Contains(entry.Parent) || known(DivisionCode.Text(entry.Parent)))
            {
                present.Add(entry.Code);
                kept.Add(entry);
            }
            else
            {
                Report(entry.Line, "parent.unknown", $"{entry.Code} hangs under {entry.Parent}, which is neither in the file (or was skipped) nor in the network.");
            }
        return new(new Rows(kept), [.. _errors.OrderBy(e => e.Line)], RowsTotal, _errorsTotal, refused: false);
    }

    private bool Add(int line, string code, string name, long parent, Level level)
    {
        if (DivisionCode.Read(code, level) is not { } number)
            Report(line, "code.digits", $"'{Short(code)}' is not a code of its level: it has {DivisionCode.Digits(level)} digits, and no part of it is all zeros.");
        else if (name.Length == 0)
            Report(line, "name.missing", $"{code} has no name.");
        else if (name.Length > DivisionLimits.MaxName)
            Report(line, "name.tooLong", $"The name of {code} has more than {DivisionLimits.MaxName} characters.");
        else if (name.Any(char.IsControl))
            Report(line, CsvLines.Control, $"The name of {code} has a control character.");
        else if (!_codes.Add(number))
            Report(line, "code.duplicate", $"{code} stands in the file twice; the first row counts.");
        else
        {
            _entries.Add(new(number, parent, line, name));
            return true;
        }
        return false;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private readonly record struct Entry(long Code, long Parent, int Line, string Name)
    {
        public DivisionRow Row() => new(
            Line,
            DivisionCode.Text(Code),
            Name,
            Parent == 0 ? null : DivisionCode.Text(Parent),
            Code switch { < 10_000 => Level.City, < 1_000_000 => Level.Centre, < 1_000_000_000 => Level.Institute, _ => Level.Station });
    }

    private sealed class Rows(List<Entry> entries) : IReadOnlyList<DivisionRow>
    {
        public DivisionRow this[int index] => entries[index].Row();

        public int Count => entries.Count;

        public IEnumerator<DivisionRow> GetEnumerator() => entries.Select(e => e.Row()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
