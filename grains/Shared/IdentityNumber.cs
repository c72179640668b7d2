using System.Globalization;

namespace Practice.Shared;

/// <summary>A resident identity number (GB 11643-1999): 6 digits of area, 8 of the birth date, 3 of a sequence that is odd for men, and a check.</summary>
/// <remarks>
/// Only the province part of the area is judged: codes of years gone by stay valid. The two residence permits (81, 82, 83) and the foreign
/// permanent resident's card of 2023 (first digit 9) have the same make. Nobody living is over 130. Source: rules §3.2.
/// </remarks>
public readonly record struct IdentityNumber(string Text, DateOnly Born, bool Male)
{
    /// <summary>Provinces that do not exist: numbers that belong to nobody, for demonstrations and tests.</summary>
    public const string Invented = "99";

    public const int OldestYears = 130;

    private const string Checks = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The number, or what is wrong: <c>length, characters, province, birth, age, check</c>.</summary>
    /// <param name="oldForm">Takes the fifteen digits of before 1999, which are no document any more, and makes eighteen of them.</param>
    /// <param name="invented">Takes numbers of the province <see cref="Invented"/>.</param>
    public static (IdentityNumber? Number, string? Fault) Read(string? text, DateOnly today, bool oldForm = false, bool invented = false)
    {
        var number = (text ?? "").Trim().ToUpperInvariant();
        if (oldForm && number.Length == 15 && number.All(char.IsAsciiDigit))
        {
            number = number[..6] + "19" + number[6..];
            number += Check(number);
        }

        if (number.Length != 18)
            return (null, "length");
        if (!number[..17].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(number[17]) || number[17] == 'X'))
            return (null, "characters");
        if (!IsProvince(number[..2], number[0], invented))
            return (null, "province");
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born > today)
            return (null, "birth");
        if (Ages.On(born, today) > OldestYears)
            return (null, "age");
        return Check(number) == number[17] ? (new(number, born, (number[16] - '0') % 2 == 1), null) : (null, "check");
    }

    /// <summary>The check character of the first seventeen digits.</summary>
    public static char Check(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (digits[i] - '0') * Weights[i];
        return Checks[sum % 11];
    }

    private static bool IsProvince(string code, char first, bool invented) => (code == Invented && invented) || (code != Invented && first == '9')
        || int.Parse(code, CultureInfo.InvariantCulture) is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);
}
