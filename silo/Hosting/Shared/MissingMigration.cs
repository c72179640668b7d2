namespace Practice.Hosting;

/// <summary>What a process without schema rights says of a schema that is behind it.</summary>
internal static class MissingMigration
{
    /// <param name="names">The scripts that are missing.</param>
    /// <exception cref="NotYetException">There are some.</exception>
    public static void Refuse(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        throw new NotYetException(
            $"the migration '{names[0]}'{(names.Count > 1 ? $" and {names.Count - 1} more" : "")}", "Practice:Migrations",
            "run the migration job first (Practice:Migrations=only, with the owner's connection), or let this process migrate (Practice:Migrations=start).");
    }
}
