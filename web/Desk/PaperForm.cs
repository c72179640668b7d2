using System.Globalization;
using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>A slip as it was typed. One without words is none.</summary>
public sealed record SlipLine(string? What, string? Category, string? Name, string? Phone, string? SlipNo)
{
    public bool IsEmpty => What is null;
}

/// <summary>A heap of slips of one opening.</summary>
public static class PaperForm
{
    /// <summary>Rows of a page: as many as are typed before one looks up.</summary>
    public const int Rows = 10;

    public static IReadOnlyList<SlipLine> Read(Sent form) =>
    [
        .. Enumerable.Range(0, Rows).Select(i => new SlipLine(Field(form, "what", i, 80), Field(form, "category", i, 60), Field(form, "name", i, 60), Field(form, "phone", i, 30), Field(form, "slip", i, 40)))
            .Where(line => !line.IsEmpty),
    ];

    public static string ChannelOf(string kind) => kind switch { "wishTree" => "wishTree", "wishWall" => "wishWall", "mailbox" => "mailbox", _ => "online" };

    private static string? Field(Sent form, string name, int i, int longest) => form.Line(string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"), longest);
}
