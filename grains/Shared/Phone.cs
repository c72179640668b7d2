using System.Text.RegularExpressions;

namespace Practice.Shared;

/// <summary>
/// Telephone numbers of the mainland: reads what people write, stores E.164 (<c>+8613812345678</c>, <c>+8651087654321</c>).
/// </summary>
/// <remarks>
/// A mobile number is <c>1[3-9]</c> and nine digits: lists of segments age within a year or two, the pattern does not. A landline is an area
/// code of three or four digits with its 0, and seven or eight more. Source: rules §3.3.
/// </remarks>
public static partial class Phone
{
    /// <summary>The number in E.164, or nothing where the text is no mobile or landline number.</summary>
    public static string? Normalize(string? text)
    {
        if (text is null || text.Length > 40)
            return null;

        var digits = string.Concat(text.Select(Narrow).Where(c => !IsFiller(c)));
        var country = digits.StartsWith("+86", StringComparison.Ordinal) ? 3 : digits.StartsWith("0086", StringComparison.Ordinal) ? 4 : 0;
        var national = digits[country..];
        if (Mobile().IsMatch(national))
            return "+86" + national;
        if (Landline().IsMatch(national))
            return "+86" + national[1..];
        return country > 0 && Landline().IsMatch("0" + national) ? "+86" + national : null;
    }

    /// <summary>Whether a stored number is a mobile one: only these take text messages.</summary>
    public static bool IsMobile(string e164) => e164.StartsWith("+86", StringComparison.Ordinal) && Mobile().IsMatch(e164[3..]);

    [GeneratedRegex(@"^1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0(10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}\z")]
    private static partial Regex Landline();

    // Full-width forms, which input methods leave behind. String.Normalize does nothing to them without ICU.
    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    private static bool IsFiller(char c) => char.IsWhiteSpace(c) || c is '-' or '(' or ')' or '‐' or '–' or '—';
}
