using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Files;

/// <summary>What may be added to a unit's files, and what may name one.</summary>
public static class FileRules
{
    public const int MostBytes = 10 * 1024 * 1024;

    public static Refusal? Add(Draft draft, AddFile command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (command.Bytes is < 1 or > MostBytes)
            return Refusal.Malformed("file.tooLarge", $"A file has 1 to {MostBytes} bytes.");
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Files = numbers.Files + 1 };
        id = Ids.File(unit.Id, numbers.Files);
        draft.Record(new FileAdded(command.ContentType, command.Bytes, command.Sha256), new StoredFile
        {
            Id = id, CreatedAt = draft.Now, ContentType = command.ContentType, Bytes = command.Bytes, Sha256 = command.Sha256, Owner = command.Owner,
        });
        draft.Keep(numbers);
        return null;
    }

    /// <summary>Whether each picture is a file of this unit.</summary>
    public static Refusal? Refuse(Book book, ImmutableArray<string> photos, int most)
    {
        if (photos.IsDefaultOrEmpty)
            return null;
        if (photos.Length > most || photos.Distinct().Count() != photos.Length)
            return Refusal.Malformed("photos.invalid", $"At most {most} different photos.");
        string[] unknown = [.. photos.Where(photo => book.Find<StoredFile>(photo) is null)];
        return unknown.Length == 0 ? null : Refusal.Rule("photo.unknown", "A photo is a file of this unit; send it first.", unknown);
    }

    public static FileView View(StoredFile file) => new()
    {
        Id = file.Id, Unit = Ids.Owner(file.Id), ContentType = file.ContentType, Bytes = file.Bytes, Sha256 = file.Sha256, AddedAt = file.CreatedAt, Owner = file.Owner,
    };
}
