using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using SkiaSharp;

namespace Practice.Silo.Certificates;

/// <summary>Makes a PDF say the letters that were written.</summary>
/// <remarks>
/// Fonts draw 页 and the radical ⻚ by one outline, the dashes – and ‒ too, and Skia names an outline by the lowest of its letters: who copied the
/// text or looked for a word in it would meet radicals. The maps of the fonts to Unicode (ISO 32000-1 §9.10.3) are put right.
/// </remarks>
internal static partial class TrueLetters
{
    private const int First = 0x20, After = 0xFA00;

    /// <param name="written">Every letter that was written.</param>
    public static byte[] In(byte[] pdf, SKTypeface face, IEnumerable<Rune> written)
    {
        var meant = Meant(face, written);
        if (meant.Count == 0)
            return pdf;
        using var document = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Modify);
        foreach (var map in document.Internals.GetAllObjects().OfType<PdfDictionary>().Where(entry => entry.Stream is not null))
        {
            var text = Encoding.Latin1.GetString(map.Stream.UnfilteredValue);
            if (!text.Contains("begincmap", StringComparison.Ordinal))
                continue;
            map.Elements.Remove("/Filter");
            map.Stream.Value = Encoding.Latin1.GetBytes(Letter().Replace(text, letter => meant.GetValueOrDefault(letter.Value, letter.Value)));
        }

        using var saved = new MemoryStream();
        document.Save(saved, false);
        return saved.ToArray();
    }

    private static Dictionary<string, string> Meant(SKTypeface face, IEnumerable<Rune> all)
    {
        using var font = new SKFont(face);
        var letters = all.GroupBy(letter => font.GetGlyph(letter.Value)).ToDictionary(same => same.Key, same => same.First());
        return Enumerable.Range(First, After - First)
            .Select(letter => (Letter: letter, Glyph: font.GetGlyph(letter)))
            .Where(other => other.Glyph != 0 && letters.TryGetValue(other.Glyph, out var written) && written.Value != other.Letter)
            .ToDictionary(other => Hex(other.Letter), other => Hex(letters[other.Glyph].Value));
    }

    private static string Hex(int letter) => string.Create(CultureInfo.InvariantCulture, $"<{letter:X4}>");

    [GeneratedRegex("<[0-9A-F]{4}>")]
    private static partial Regex Letter();
}
