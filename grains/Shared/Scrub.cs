using System.Text.RegularExpressions;

namespace Practice.Shared;

/// <summary>Takes out of words that become public what points to one person: telephone and identity numbers, doors.</summary>
/// <remarks>
/// Errs on the side of hiding: any run of seven or more digits goes, separators and full-width digits included. It knows no names; who
/// writes a title is told that it is public. Law: nothing it gives back matches <see cref="FindsPersonal"/>.
/// </remarks>
public static partial class Scrub
{
    private const string Mask = "***";

    /// <summary>For titles, steps and notes: numbers and doors.</summary>
    public static string Text(string? text) => Door().Replace(Numbers(text), Mask);

    /// <summary>For places that are public themselves, like a hall's address: numbers only.</summary>
    public static string Numbers(string? text) => LongNumber().Replace(text ?? "", Mask);

    /// <summary>Whether a telephone or identity number stands in the text.</summary>
    public static bool FindsPersonal(string text) => LongNumber().IsMatch(text);

    [GeneratedRegex(@"(?:\+\s?)?[0-9０-９](?:[\s\-()（）‐–—]{0,2}[0-9０-９]){5,}[\s\-]?[0-9０-９xXＸ]")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"[0-9０-９A-Za-z一二三四五六七八九十百]+\s*(?:号楼|栋|幢|单元|室|门牌|号)(?:\s*[0-9０-９]+\s*(?:号楼|栋|幢|单元|室|号)?)*")]
    private static partial Regex Door();
}
