using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Identity documents as they are written, in one form.</summary>
public static class Documents
{
    public const int Shortest = 4, Longest = 40;

    /// <summary>Whether the number says the birth date (GB 11643).</summary>
    public static bool SaysBirth(DocumentType type) => type is DocumentType.ResidentIdCard or DocumentType.HkMacaoResidencePermit or DocumentType.TaiwanResidencePermit;

    /// <param name="invented">Whether numbers of invented people are taken.</param>
    /// <returns>Or what is wrong with the number, as a word.</returns>
    public static (string Number, IdentityNumber? Identity, string? Fault) Read(DocumentType type, string? text, DateOnly today, bool invented)
    {
        var number = (text ?? "").Trim().ToUpperInvariant();
        if (number.Length is < Shortest or > Longest)
            return (number, null, "length");
        if (!SaysBirth(type))
            return (number, null, null);
        var (identity, fault) = IdentityNumber.Read(number, today, invented: invented);
        return (identity?.Text ?? number, identity, fault);
    }

    /// <summary>The keyed hash by which a document is held by one person alone.</summary>
    public static string DocumentHash(this PersonVault vault, DocumentType type, string number) => vault.IdentityHash("document", $"{Json.Name(type)}:{number}");
}
