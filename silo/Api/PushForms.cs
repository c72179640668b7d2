using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Practice.Hosting;
using Practice.Push;
using Practice.Silo.Hosting;
using Practice.Silo.Push;

namespace Practice.Silo.Api;

/// <summary>Addresses and secrets as people paste them.</summary>
internal static partial class PushForms
{
    public const int LongestAddress = 1000, LongestSecret = 200, ShortestSecret = 16;

    [GeneratedRegex("^[A-Za-z0-9_-]{8,128}$")]
    private static partial Regex Key();

    /// <summary>Null = well. Of a robot's address only its key is taken: where its maker's robots are reached is a setting.</summary>
    public static IResult? Read(PushKind kind, string? address, string? secret, PushSettings settings, out PushSecret read, out string host)
    {
        (read, host) = (new("", null), "");
        secret = string.IsNullOrWhiteSpace(secret) ? null : secret.Trim();
        if (secret?.Length > LongestSecret)
            return Answer.Malformed("secret", $"A secret has at most {LongestSecret} characters.");
        address = address?.Trim() ?? "";
        if (kind == PushKind.Webhook)
        {
            if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var hook) || hook.Scheme is not ("http" or "https") || hook.UserInfo.Length > 0 || hook.Fragment.Length > 0)
                return Answer.Malformed("address", "A web hook has an absolute https address, without a user's name in it.");
            if (secret is not { Length: >= ShortestSecret })
                return Answer.Malformed("secret", $"Letters to a web hook are signed: name a secret of {ShortestSecret} to {LongestSecret} characters.");
            (read, host) = (new(address, secret), hook.Authority);
            return null;
        }

        var key = address.Contains('?', StringComparison.Ordinal)
            ? QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..])[kind == PushKind.WeCom ? "key" : "access_token"].ToString()
            : address;
        if (!Key().IsMatch(key))
            return Answer.Malformed("address", kind == PushKind.WeCom ? "Paste the robot's address; it ends with key=…" : "Paste the robot's address; it ends with access_token=…");
        (read, host) = (new(key, secret), new Uri(kind == PushKind.WeCom ? settings.WeCom : settings.DingTalk).Authority);
        return null;
    }

    /// <summary>The name under which this network asks web hooks for leave.</summary>
    public static string Origin(PracticeOptions options) => new Uri(options.PublicAddress).Authority;

    public static IResult NotWanted(PushAnswer answer) => answer.Code switch
    {
        "address.refused" => Problem.Of(422, "address.refused", "The address is not in the public internet, or not https, and nobody has allowed it."),
        "redirect" => Problem.Of(422, "address.redirects", "The web hook sends elsewhere; name the address where it is."),
        "origin.notAllowed" => Problem.Of(422, "webhook.notAllowed", "The web hook did not answer OPTIONS with WebHook-Allowed-Origin naming this network."),
        _ => Problem.Of(422, "webhook.unreachable", $"The web hook could not be asked whether it wants letters ({answer.Code})."),
    };
}
