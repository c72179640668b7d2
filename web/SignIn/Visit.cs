namespace Practice.Web.SignIn;

/// <summary>How a page is asked for: what it does by itself is no use of it.</summary>
internal enum Visit
{
    /// <summary>By somebody.</summary>
    Asked,

    /// <summary>A part of a page, by its script.</summary>
    Fetched,

    /// <summary>A part that is drawn on while nobody is there, as <see cref="OnWall"/> allows.</summary>
    Wall,
}

/// <summary>Of an address whose parts a wall screen draws anew (<c>wall=1</c>), however long nobody has touched it: counts and titles, no people.</summary>
internal sealed class OnWall;
