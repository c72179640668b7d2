using System.Text;
using Practice.Hosting;

namespace Practice.Web.Pages;

/// <summary>What a reader typed: without what is no text, and no longer than it may be. Never cut through a character.</summary>
internal static class Typed
{
    /// <param name="lines">Whether it may have more than one line.</param>
    public static string Text(string? typed, int longest, bool lines = false)
    {
        var plain = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
            if (rune.Value == '\n' ? lines : !Rune.IsControl(rune) && PlainText.Is(rune.ToString()))
                plain.Append(rune.ToString());
        var text = plain.ToString().Trim();
        return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>Words to look for; null where there are none.</summary>
    public static string? Words(string? typed, int longest) => Text(typed, longest) is { Length: > 0 } words ? words : null;
}
