using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Imports;

/// <summary>Enters people as unclaimed profiles: their document's register gives a number, and the number's stream begins with what waits for them.</summary>
/// <remarks>
/// What is clear stays inside one chunk. Streams are created in bulk, and no volunteer is activated. A profile's first change has an id that follows from
/// the import and the line, so that a chunk that is repeated after a crash counts its profiles as created, once.
/// </remarks>
internal sealed class VolunteerImport(IUnitStore store, IGrainFactory grains, PersonVault vault, ImportInto into, string import, string actor, DateTimeOffset startedAt) : IImportJob
{
    public const int ChunkRows = 500;
    private const int AtOnce = 16, Tries = 4;

    private static readonly ItemKinds Kinds = VolunteerMail.Kinds();

    private IReadOnlyList<byte[]> _parts = [];

    private DateOnly Today => ChinaTime.DateOf(startedAt);

    public Task<ImportReading> Read(IReadOnlyList<byte[]> parts, CancellationToken cancellation)
    {
        _parts = [.. parts.Select((part, i) => vault.Open<byte[]>(Bound(import, i), part))];
        using var file = new PartsStream(_parts);
        var (rows, refused) = VolunteerFile.Check(file, cancellation);
        return Task.FromResult(refused is null ? new ImportReading(false, rows, 0, []) : new ImportReading(true, 0, 1, [refused]));
    }

    public IEnumerable<Func<CancellationToken, Task<ImportChunk>>> Chunks(int applied)
    {
        using var file = new PartsStream(_parts);
        foreach (var chunk in VolunteerFile.Lines(file, Today, into.Invented).Skip(applied).Chunk(ChunkRows))
            yield return cancellation => Apply(chunk, cancellation);
    }

    /// <summary>Seals a part of the file, at the edge.</summary>
    public static byte[] Seal(PersonVault vault, string import, int part, byte[] packed) => vault.Seal(Bound(import, part), packed);

    private async Task<ImportChunk> Apply((VolunteerLine? Line, ImportError? Error)[] rows, CancellationToken cancellation)
    {
        var errors = new ConcurrentBag<ImportError>(rows.Select(row => row.Error).OfType<ImportError>());
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        var fresh = new List<(VolunteerLine Line, string Document)>();
        foreach (var line in rows.Select(row => row.Line).OfType<VolunteerLine>())
            if (vault.DocumentHash(line.Type, line.Number) is var document && hashes.Add(document))
                fresh.Add((line, document));
            else
                errors.Add(new(line.Line, "profile.exists", "Another line of the file has this document; the first one counts."));

        var firsts = new ConcurrentDictionary<string, (int Line, Change Change)>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (person, _) =>
        {
            var (number, fault) = await Number(person.Line.Line, person.Document);
            if (number is null)
                errors.Add(fault!);
            else
                firsts[Ids.VolunteerStream(number)] = (person.Line.Line, First(number, person.Line, person.Document));
        });
        var created = firsts.IsEmpty ? [] : await store.CreateStreams([.. firsts.Values.OrderBy(first => first.Line).Select(first => first.Change)], cancellation);
        foreach (var (stream, (line, _)) in firsts)
            if (!created.Contains(stream))
                errors.Add(new(line, "profile.exists", "A profile with this document waits already; nothing was changed."));
        return new(rows.Length, created.Count, 0, [.. errors.OrderBy(error => error.Line)]);
    }

    private async Task<(string? Number, ImportError? Fault)> Number(int line, string document)
    {
        for (var tries = 1; ; tries++)
            try
            {
                var waits = await grains.Owner<IClaimGrain>(Ids.ClaimStream(document)).Await(Operation.System, document, into.County);
                return waits.Value is { Number: { } number } ? (number, null) : (null, new(line, waits.Refusal!.Code, waits.Refusal.Message));
            }
            catch (Exception e) when (Failures.IsTransient(e))
            {
                // The import stands still, and goes on with this chunk when it is woken.
                if (tries == Tries)
                    throw;
            }
    }

    private Change First(string number, VolunteerLine line, string document)
    {
        var reference = PersonVault.NewReference();
        return UnclaimedRules.Entered(number, new()
        {
            Id = number, CreatedAt = startedAt, Import = import, Line = line.Line, Unit = into.Unit, UnitPath = into.UnitPath, DetailsRef = reference, DocumentHash = document, Team = line.Team,
            Skills = line.Skills, Minutes = line.Minutes,
        }, new(reference, vault.Seal(reference, line.Details)), new(SHA256.HashData(Encoding.UTF8.GetBytes($"{import}/{line.Line}")).AsSpan(0, 16)), actor, startedAt, Kinds);
    }

    private static string Bound(string import, int part) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"import/{import}/{part}");
}
