using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;

namespace Practice.Imports;

/// <summary>The state of one import.</summary>
public sealed record Import : Item
{
    /// <summary>An import that has not moved for so long was left behind by a crash.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A file that is not complete after so long is thrown away.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    public static readonly ItemKinds Kinds = new ItemKinds().Add<Import>("import").Add<ImportPart>("importFile").Add<ImportErrors>("importErrors");

    public ImportState State { get; init; }

    public int Parts { get; init; }

    /// <summary>The units under which whoever sent it is an operator: rows elsewhere are skipped. Null = the whole network.</summary>
    public ImmutableArray<string>? Scope { get; init; }

    /// <summary>Where people are entered; null = the file is one of division codes.</summary>
    public ImportInto? Into { get; init; }

    public int RowsTotal { get; init; }

    /// <summary>Rows of the plan that are applied: where the import goes on after a crash.</summary>
    public int Applied { get; init; }

    public int Created { get; init; }

    public int Updated { get; init; }

    public int ErrorsTotal { get; init; }

    /// <summary>When the import is to be looked after; null once it is over.</summary>
    public DateTimeOffset? LookAt { get; init; }

    public bool IsOver => State is ImportState.Done or ImportState.Failed or ImportState.Cancelled;

    public override Facets Facets => new(Open: !IsOver, Status: Json.Name(State), WakeAt: LookAt);

    public ImportView View(ImportErrors? errors) => new(
        Id, State, RowsTotal, State == ImportState.Done ? RowsTotal : Math.Min(Applied, RowsTotal), Created, Updated, ErrorsTotal,
        [.. (errors?.Lines ?? []).Select(e => new ImportFault(e.Line, e.Code, e.Message))])
    {
        Unit = Into?.Unit,
    };
}

/// <summary>A part of an import's file, compressed. Its data goes when the import is over.</summary>
public sealed record ImportPart : Item
{
    public byte[] Data { get; init; } = [];

    public override Facets Facets => new(Open: false);

    public static string IdOf(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:D4}");
}

/// <summary>What is wrong with an import's file: apart from its state, which is written with every chunk.</summary>
public sealed record ImportErrors : Item
{
    public const string ItemId = "errors";

    public ImmutableArray<ImportError> Lines { get; init; } = [];

    public override Facets Facets => new(Open: false);
}
