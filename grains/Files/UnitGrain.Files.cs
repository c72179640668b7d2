using Practice.Files;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The unit's files.</summary>
internal sealed partial class UnitGrain : IFileListGrain
{
    public async Task<Result<FileView>> AddFile(Operation operation, AddFile command)
    {
        var id = "";
        return await Execute(operation, draft => FileRules.Add(draft, command, out id), () => id, FileOf, key => Fetch<StoredFile>(key));
    }

    public async Task<Result<FileView>> ViewFile(string file)
    {
        await Fetch<StoredFile>(file);
        return await Read(book => FileOf(book, file)) is { } view ? new(view, null) : Gone<FileView>(Refusal.NotFound("file", file));
    }

    private static FileView? FileOf(Book book, string id) => book.Find<StoredFile>(id) is { } file ? FileRules.View(file) : null;
}
