extern alias web;

using System.Text.RegularExpressions;
using Practice.Tests.Support;
using web::Practice.Web.Text;

namespace Practice.Tests.Web;

/// <summary>The words of the desks: each that a page asks for is there, in both languages, with the same places for numbers.</summary>
public sealed partial class DeskWordsTests
{
    private static string Folder => Path.Combine(HostProcess.Root(), "web");

    [GeneratedRegex("""(?:\bD(?:eskWords\.(?:In|Of)\([A-Za-z]*\))?|\bsaid)\[(?:Need\.[A-Za-z]+ \? )?"(?<key>[^"]+)"(?: : "(?<other>[^"]+)")?\]|\b(?:D\.)?Say\("(?<key>[^"]+)"|\? D?\[?"(?<key>(?:do|step)\.[a-zA-Z]+)" : "(?<other>[^"]+)"|GetValueOrDefault\([^,]*, D\["(?<key>[^"]+)"\]""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();

    [Fact]
    public void Every_word_that_a_page_asks_for_is_there()
    {
        var files = Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        var asked = files.SelectMany(file => Asked().Matches(File.ReadAllText(file))).SelectMany(match => new[] { match.Groups["key"].Value, match.Groups["other"].Value })
            .Where(key => key.Contains('.', StringComparison.Ordinal) && !key.EndsWith('.')).Distinct().ToList();

        Assert.InRange(asked.Count, 150, 1000);
        Assert.Empty(asked.Except(DeskWords.Keys));
    }

    // A word by itself, or the beginning of words that a value ends.
    [GeneratedRegex("""(?:Name\("(?<set>[A-Za-z.]+)"|"(?<set>[A-Za-z.]+)\." \+|\$"(?<set>[A-Za-z.]+)\.\{)""")]
    private static partial Regex Sets();

    [Fact]
    public void No_word_is_kept_that_no_page_asks_for()
    {
        var source = string.Join('\n', Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var sets = Sets().Matches(source).Select(match => match.Groups["set"].Value + ".").ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(DeskWords.Keys, key => !source.Contains($"\"{key}\"", StringComparison.Ordinal) && !(sets.Any(set => key.StartsWith(set, StringComparison.Ordinal)) && IsDone(key)));

        // What was done stands in an address by the name of its step.
        bool IsDone(string key) => !key.StartsWith("done.", StringComparison.Ordinal) || source.Contains("done=" + key[5..], StringComparison.Ordinal) || source.Contains($"\"{key[(key.LastIndexOfAny(['-', '.']) + 1)..]}\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("<c>(?<kinds>review,[^<]*)</c>")]
    private static partial Regex Kinds();

    [Fact]
    public void Everything_that_can_wait_in_an_inbox_has_a_name_and_a_place_among_its_like()
    {
        var written = Kinds().Match(File.ReadAllText(Path.Combine(HostProcess.Root(), "grain-interfaces", "Months", "InboxViews.cs"))).Groups["kinds"].Value.Replace("///", "", StringComparison.Ordinal);
        var kinds = written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(kinds.Length, 30, 100);
        Assert.DoesNotContain(kinds, kind => DeskWords.In(null).Find("kind." + kind) is null);
        Assert.Equal(["calendarProvisional", "pushDead", "pushDisabled", "serviceProposed"], kinds.Except(web::Practice.Web.Desk.InboxGroup.All.SelectMany(group => group.Kinds)).Order());
    }

    [Fact]
    public void Every_word_is_said_in_both_languages_with_the_same_places()
    {
        Assert.All(DeskWords.Keys, key =>
        {
            var (chinese, english) = (DeskWords.In(null)[key], DeskWords.In("en")[key]);
            Assert.NotEmpty(chinese);
            Assert.NotEmpty(english);
            Assert.Equal(Place().Matches(chinese).Select(place => place.Value).Distinct().Order(), Place().Matches(english).Select(place => place.Value).Distinct().Order());
        });
    }
}
