using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Imports;

/// <summary>Applies a file to the network, chunk by chunk. What it does depends on the file and the network alone, so that a chunk may be repeated.</summary>
/// <remarks>
/// Units that are new are created in bulk; those that are there under another name change through their own grain. A unit's parent
/// never changes by an import: that is reported. The change that creates a unit has an id that follows from the import and the unit, so
/// that a chunk repeated after a crash counts its units as created, once.
/// </remarks>
/// <param name="scope">The units whose subtrees the file may change; null = the whole network.</param>
/// <param name="rename">Gives a unit another name through its grain; answers whether anything changed.</param>
internal sealed class ImportRun(IUnitStore store, Func<string, string, Task<bool>> rename, string import, string actor, DateTimeOffset startedAt,
    ImmutableArray<string>? scope) : IImportJob
{
    public const int ChunkRows = 2000;
    private const int RenamesAtOnce = 16;
    private const int Tries = 4;

    private static readonly ItemKinds Kinds = UnitKinds.Create();
    private readonly KnownUnits _units = new(store);
    private string? _city;
    private Dictionary<string, KnownUnit> _known = [];
    private Dictionary<string, string> _paths = [];
    private HashSet<string> _refused = [];
    private ImportPlan _plan = null!;

    /// <summary>Reads the file; asks the network about parents that have no row of their own.</summary>
    public async Task<ImportReading> Read(IReadOnlyList<byte[]> parts, CancellationToken cancellation)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var file = Parse(parts, code => !asked.Add(code) && false, cancellation);
        var known = await _units.Among(asked, cancellation);
        if (known.Count > 0)
            file = Parse(parts, known.ContainsKey, cancellation);
        _plan = new(file, parent => known[parent].City);
        return new(file.Refused, file.RowsTotal, file.ErrorsTotal, file.Errors);
    }

    public IEnumerable<Func<CancellationToken, Task<ImportChunk>>> Chunks(int applied) =>
        _plan.Chunks(applied, ChunkRows).Select(chunk => (Func<CancellationToken, Task<ImportChunk>>)(cancellation => Apply(_plan, chunk, cancellation)));

    private async Task<ImportChunk> Apply(ImportPlan plan, (string City, int From, int Length) chunk, CancellationToken cancellation)
    {
        if (_city != chunk.City)
            await Enter(plan, chunk.City, cancellation);

        var errors = new List<ImportError>();
        var renames = new List<DivisionRow>();
        var firsts = new List<Change>();
        var rows = new Dictionary<string, DivisionRow>(StringComparer.Ordinal);
        foreach (var row in plan.Rows(chunk.From, chunk.Length))
            if (_known.TryGetValue(row.Code, out var unit))
                Compare(row, unit, renames, errors);
            else if (IsRefused(row))
                errors.Add(Outside(row));
            else
            {
                rows.Add(Ids.UnitStream(row.Code), row);
                firsts.Add(UnitRules.Imported(row.Code, row.DisplayName, row.Level, row.Parent, PathOf(row), ChangeId(row.Code), actor, startedAt, Kinds));
            }

        var created = firsts.Count == 0 ? [] : await store.CreateStreams(firsts, cancellation);
        var elsewhere = rows.Where(r => !created.Contains(r.Key)).Select(r => r.Value).ToList();
        var found = await _units.Among([.. elsewhere.Select(row => row.Code)], cancellation);
        foreach (var row in elsewhere)
            if (found.TryGetValue(row.Code, out var unit))
                Compare(row, unit, renames, errors);
            else
                errors.Add(new(row.Line, "unit.taken", $"{row.Code} is the id of something else in the network."));

        var updated = await Rename(renames, errors);
        return new(chunk.Length, created.Count, updated, [.. errors]);
    }

    private static DivisionFile Parse(IReadOnlyList<byte[]> parts, Func<string, bool> known, CancellationToken cancellation)
    {
        using var stream = new PartsStream(parts);
        return DivisionFile.Read(stream, known, cancellation: cancellation);
    }

    private async Task Enter(ImportPlan plan, string city, CancellationToken cancellation)
    {
        _known = await _units.OfCity(city, cancellation);
        _paths = _known.ToDictionary(unit => unit.Key, unit => unit.Value.Path, StringComparer.Ordinal);
        _refused = new(StringComparer.Ordinal);
        foreach (var row in plan.Upper(city))
            if (!_paths.ContainsKey(row.Code))
            {
                _paths[row.Code] = PathOf(row);
                if (IsRefused(row))
                    _refused.Add(row.Code);
            }

        _city = city;
    }

    private string PathOf(DivisionRow row) => row.Parent is null ? $"/{row.Code}/" : $"{_paths[row.Parent]}{row.Code}/";

    // Nothing is hung under what was itself refused.
    private bool IsRefused(DivisionRow row) => !Covers(PathOf(row)) || (row.Parent is { } parent && _refused.Contains(parent));

    private bool Covers(string path) => scope is not { } units || units.Any(unit => path.Contains($"/{unit}/", StringComparison.Ordinal));

    private static ImportError Outside(DivisionRow row) => new(row.Line, "right.missing", $"{row.Code} lies outside the units whose operator sent this file.");

    private void Compare(DivisionRow row, KnownUnit unit, List<DivisionRow> renames, List<ImportError> errors)
    {
        if (unit.Parent != row.Parent)
            errors.Add(new(row.Line, "parent.moved", $"{row.Code} hangs under {unit.Parent ?? "nothing"} in the network; an import does not move it to {row.Parent ?? "nothing"}."));

        // A row named by its code is an ancestor that the file does not name.
        if (unit.Name == row.DisplayName || row.Name == row.Code)
            return;
        if (!Covers(unit.Path))
            errors.Add(Outside(row));
        else if (unit.NamedByStaff)
            errors.Add(new(row.Line, "name.kept", $"{row.Code} keeps the name that staff gave it, {unit.Name}; the file says {row.DisplayName}."));
        else
            renames.Add(row);
    }

    private async Task<int> Rename(List<DivisionRow> rows, List<ImportError> errors)
    {
        var updated = 0;
        foreach (var some in rows.Chunk(RenamesAtOnce))
            foreach (var (row, changed) in await Task.WhenAll(some.Select(Rename)))
                if (changed is null)
                    errors.Add(new(row.Line, "unit.unavailable", $"{row.Code} could not be given its new name; import the file again."));
                else
                    updated += changed.Value ? 1 : 0;
        return updated;
    }

    private async Task<(DivisionRow Row, bool? Changed)> Rename(DivisionRow row)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return (row, await rename(row.Code, row.DisplayName));
            }
            catch (Exception e) when (Failures.IsTransient(e))
            {
                if (tries == Tries)
                    return (row, null);
            }
    }

    private Guid ChangeId(string code) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{import}/{code}")).AsSpan(0, 16));
}
