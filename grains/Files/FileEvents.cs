using Practice.Kernel;

namespace Practice.Files;

[EventName("file.added")]
public sealed record FileAdded(string ContentType, long Bytes, string Sha256) : DomainEvent;
