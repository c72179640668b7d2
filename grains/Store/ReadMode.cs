namespace Practice.Store;

/// <summary>How a read is made.</summary>
internal enum ReadMode
{
    /// <summary>Rows by their keys: one plan serves every key.</summary>
    Rows,

    /// <summary>Several reads that belong together.</summary>
    Snapshot,

    /// <summary>A list of unknown breadth: planned for the values it is asked with, since a village and a city want different ways.</summary>
    Search,
}
