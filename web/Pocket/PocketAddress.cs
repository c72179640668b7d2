using System.Globalization;
using System.Text.RegularExpressions;

namespace Practice.Web.Pocket;

/// <summary>What may stand in an address or a field of these pages.</summary>
internal static partial class PocketAddress
{
    /// <summary>An activity's id: that of its team or unit, then <c>-A</c> and digits.</summary>
    public static bool IsActivity(string? id) => id is { Length: <= 60 } && Activity().IsMatch(id);

    /// <summary>A volunteer's number: a county's code, then <c>-V</c> and digits.</summary>
    public static bool IsVolunteer(string? number) => number is { Length: <= 40 } && Volunteer().IsMatch(number);

    /// <summary>A certificate's id: its volunteer's number, then <c>-Z</c> and digits.</summary>
    public static bool IsCertificate(string? id) => id is { Length: <= 50 } && Certificate().IsMatch(id);

    public static bool IsRecord(string? id) => id is { Length: > 0 and <= 80 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.' or '_');

    public static bool IsCode(string? code) => code is { Length: > 0 and <= 64 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>A session of an activity, from one.</summary>
    public static int? Number(string? n) => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000 ? number : null;

    public static bool IsMobile(string phone) => Mobile().IsMatch(phone);

    public static bool IsPhone(string phone) => IsMobile(phone) || Line().IsMatch(phone);

    /// <summary>Digits as people write them, with spaces and dashes.</summary>
    public static string Digits(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '－' or '—')));

    [GeneratedRegex("^[0-9A-Z]+(-[0-9A-Z]+)*-A[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Activity();

    [GeneratedRegex("^[0-9]+-V[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Volunteer();

    [GeneratedRegex("^[0-9]+-V[0-9]+-Z[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Certificate();

    [GeneratedRegex(@"^(\+?86)?1[3-9]\d{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0\d{9,11}$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
