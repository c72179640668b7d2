namespace Practice.Reliability.History;

/// <summary>Mistakes that a system could make, planted between the clients and a system that makes none.</summary>
internal enum Lie
{
    None,

    /// <summary>A read shows what has been overwritten, and the overwriting acknowledged.</summary>
    StaleRead,

    /// <summary>An edit goes through although its need has changed since it was read.</summary>
    LostUpdate,

    /// <summary>A list shows one half of a change that touches two needs.</summary>
    FracturedRead,

    /// <summary>A read shows an edit that was refused.</summary>
    DirtyRead,

    /// <summary>A client that has seen the newer state is shown the older one.</summary>
    NonMonotonicRead,
}
