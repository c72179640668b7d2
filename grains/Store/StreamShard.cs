namespace Practice.Store;

/// <summary>Spreads streams over a fixed number of shards; each waker watches its share. The number is part of the data: never change it.</summary>
public static class StreamShard
{
    public const int Count = 16;

    /// <summary>FNV-1a over the characters: the same in every process and release.</summary>
    public static int Of(string stream)
    {
        var hash = 2166136261u;
        foreach (var c in stream)
            hash = (hash ^ c) * 16777619u;
        return (int)(hash % Count);
    }
}
