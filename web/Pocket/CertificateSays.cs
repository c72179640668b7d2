using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>How a certificate's time is said.</summary>
internal static class CertificateSays
{
    public static string Period(Words words, CertificateView certificate)
    {
        var said = DeskWords.Of(words);
        return (certificate.From, certificate.Until) switch
        {
            ({ } from, { } until) => said.Say("certificates.between", words.Day(from), words.Day(until)),
            ({ } from, null) => said.Say("certificates.since", words.Day(from)),
            (null, { } until) => said.Say("certificates.till", words.Day(until)),
            _ => said["certificates.all"],
        };
    }
}
