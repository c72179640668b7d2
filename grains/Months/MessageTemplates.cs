using System.Collections.Immutable;
using System.Text;

namespace Practice.Months;

/// <summary>Texts with <c>{placeholders}</c>. Each kind of message knows its own; none of them carries a person's data.</summary>
public static class MessageTemplates
{
    /// <summary>What a robot's message holds with room to spare.</summary>
    public const int Longest = 500;

    public static readonly ImmutableArray<string>
        Station = ["unit", "dueToday", "overdue", "toReview", "ladder", "mostUrgent"],
        Parent = ["unit", "below", "toDispatch", "toCoordinate", "overdue", "where", "ladder"],
        Team = ["team", "toAnswer", "first", "today", "toReport"],
        Ladder = ["unit", "step", "where", "need", "what", "limit"];

    /// <summary>The names between braces, in order; null where the braces do not pair.</summary>
    public static IReadOnlyList<string>? Placeholders(string text)
    {
        var names = new List<string>();
        return Walk(text, _ => { }, names.Add) ? names : null;
    }

    /// <summary>Values are put in as they are: a brace in one is not read again.</summary>
    public static string Fill(string text, Dictionary<string, string> values)
    {
        var filled = new StringBuilder();
        return Walk(text, piece => filled.Append(piece), name => filled.Append(values.GetValueOrDefault(name, ""))) ? filled.ToString() : text;
    }

    private static bool Walk(string text, Action<string> plain, Action<string> name)
    {
        for (var at = 0; at < text.Length;)
        {
            var brace = text.AsSpan(at).IndexOfAny('{', '}');
            if (brace < 0)
            {
                plain(text[at..]);
                return true;
            }

            plain(text[at..(at + brace)]);
            var end = text.IndexOfAny(['{', '}'], at + brace + 1);
            if (text[at + brace] == '}' || end < 0 || text[end] == '{')
                return false;
            name(text[(at + brace + 1)..end]);
            at = end + 1;
        }

        return true;
    }
}
