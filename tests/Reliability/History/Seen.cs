namespace Practice.Reliability.History;

/// <summary>An item as an answer showed it.</summary>
internal readonly record struct Seen(string Item, long Version, string? Title = null);
