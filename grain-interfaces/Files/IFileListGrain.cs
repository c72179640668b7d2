using Practice.Shared;

namespace Practice.Files;

/// <summary>A unit's files: pictures of slips and of work, attachments.</summary>
[Alias("fileList"), GrainInterfaceType("fileList")]
public interface IFileListGrain : IGrainWithStringKey
{
    [Alias("AddFile")]
    Task<Result<FileView>> AddFile(Operation operation, AddFile command);

    [Alias("ViewFile")]
    Task<Result<FileView>> ViewFile(string file);
}
