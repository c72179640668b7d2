using System.Text.RegularExpressions;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>微心愿 (real people, point 10): a small thing or a help that somebody claims, realises and hears about; up to a value, and never money.</summary>
/// <remarks>It is claimed like any open offer (<c>mode: grab</c>), realised by its report, and answered by its rating.</remarks>
public static partial class WishRules
{
    public const int MostYuan = 300;

    public static Refusal? Refuse(SubmitNeed command)
    {
        if (command.Channel != Channel.MicroWish)
            return command.WishValue is null ? null : Refusal.Malformed("wishValue.channel", "Only a micro-wish has a value.");
        if (command.WishValue is < 1 or > MostYuan)
            return Refusal.Malformed("wishValue.invalid", $"A micro-wish is worth 1 to {MostYuan} yuan.");
        return Cash(command.Title, command.Description);
    }

    /// <summary>Null where the words of a micro-wish ask for no money.</summary>
    public static Refusal? Cash(string title, string? description) => Money().IsMatch($"{title} {description}")
        ? Refusal.Rule("wish.cash", "A micro-wish is a thing or a help, never money; in hardship the station helps to apply for relief.")
        : null;

    [GeneratedRegex("现金|红包|转账|汇款|打钱|给钱|借钱|要钱|捐款")]
    private static partial Regex Money();
}
