using System.Text;
using System.Text.RegularExpressions;

namespace Practice.Shared;

/// <summary>How personal data is shown to whoever needs no more: on public pages, to operators, in exports.</summary>
/// <remarks>
/// Practice differs between places; this is one choice, tested (rules §6). Law: a mask never gives back its input, unless that is empty, and
/// masking a mask changes nothing for names. A minor is never named: show <see cref="Minor"/> instead. A birth date never stands beside
/// a masked identity number: together they leave few candidates.
/// </remarks>
public static partial class Masking
{
    /// <summary>The first character, and a star for each further one: 张*, 欧***, 阿******.</summary>
    public static string Name(string? name)
    {
        var runes = (name ?? "").Trim().EnumerateRunes().ToArray();
        return runes.Length switch
        {
            0 => "",
            1 => "*",
            _ => runes[0] + new string('*', runes.Length - 1),
        };
    }

    /// <summary>What stands in a public list in place of a minor's name.</summary>
    public static string Minor(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"志愿者{number}");

    /// <summary>138****5678 for a mobile number, the area code and the last two digits of a landline; anything else is all stars.</summary>
    public static string Telephone(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
            return "";
        if (Phone.Normalize(number) is not { } e164)
            return "****";
        if (Phone.IsMobile(e164))
            return e164[3..6] + "****" + e164[^4..];

        var national = "0" + e164[3..];
        var area = national[1] is '1' or '2' ? 3 : 4;
        return national[..area] + new string('*', national.Length - area - 2) + national[^2..];
    }

    /// <summary>A resident identity number: three digits, eleven stars, four characters. Any other document as <see cref="Document"/>.</summary>
    public static string IdentityNumber(string? number)
    {
        var text = (number ?? "").Trim();
        return text.Length == 18 ? text[..3] + new string('*', 11) + text[^4..] : Document(text);
    }

    /// <summary>A passport or other document: the first character, stars, the last two.</summary>
    public static string Document(string? number)
    {
        var text = (number ?? "").Trim();
        return text.Length <= 4 ? new string('*', text.Length) : text[0] + new string('*', text.Length - 3) + text[^2..];
    }

    /// <summary>An address down to the village or community; the rest is two stars. Without one, all of it is.</summary>
    public static string Address(string? address)
    {
        var text = (address ?? "").Trim();
        if (text.Length == 0)
            return "";
        var village = Village().Match(text);
        return village.Success ? village.Value + "**" : "**";
    }

    // The first village or community at or after the town; "新村" and "农村" in a road's name are not told apart and show less, not more.
    [GeneratedRegex(@"^[^0-9０-９号室栋幢]*?(?<!新|农)(村|社区|居委会)")]
    private static partial Regex Village();
}
