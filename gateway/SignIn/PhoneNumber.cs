using System.Text.RegularExpressions;

namespace Practice.Gateway.SignIn;

/// <summary>A mobile number of the mainland, in one way of writing: eleven digits.</summary>
internal static partial class PhoneNumber
{
    private const int Longest = 30;

    [GeneratedRegex(@"^(?:\+?86)?(1[3-9][0-9]{9})$")]
    private static partial Regex Mobile();

    /// <summary>Null: not a mobile number. Takes spaces, dashes, the country's code and full-width digits.</summary>
    public static string? Read(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var plain = new string([.. text.Where(c => !char.IsWhiteSpace(c) && c != '-').Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)]);
        return Mobile().Match(plain) is { Success: true } mobile ? mobile.Groups[1].Value : null;
    }

    /// <summary><c>138****5678</c>.</summary>
    public static string Mask(string phone) => $"{phone[..3]}****{phone[^4..]}";
}
