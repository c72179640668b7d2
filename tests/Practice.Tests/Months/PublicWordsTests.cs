using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Units;

namespace Practice.Tests.Months;

/// <summary>Nothing that points to a person gets out where everybody reads.</summary>
public sealed partial class PublicWordsTests
{
    private static readonly string[] Plain = ["请来看看", "厨房下水堵了", "急!", "张阿姨家", "１３８１２３４５６７８", "2 个人", "第3次"];

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.Select(Gen.Int[130, 199], Gen.Int[0, 99_999_999], (head, tail) => $"{head}{tail:D8}"),
        Gen.Select(Gen.Int[320000, 329999], Gen.Int[1930, 2015], Gen.Int[1000, 9999], (area, year, n) => $"{area}{year}0512{n}"),
        Gen.Int[1000000, 9999999].Select(n => $"0523-8{n}"),
        Gen.Int[10000000, 99999999].Select(n => $"138 {n / 10000:D4} {n % 10000:D4}"),
        Gen.Int[1, 30].Select(n => $"{n}号楼{n}单元50{n}室"),
        Gen.Int[0, 6].Select(i => Plain[i]));

    private static readonly Gen<string> Texts = Words.Array[1, 5].Select(parts => string.Join("", parts));

    [Fact]
    public void No_number_survives_the_scrub() => Texts.Sample(text => Assert.False(Scrub.FindsPersonal(Scrub.Text(text)) || Door().IsMatch(Scrub.Text(text)), Scrub.Text(text)));

    [Fact]
    public void Short_numbers_stay() => Assert.Equal("想借20张桌子,第3次", Scrub.Text("想借20张桌子,第3次"));

    [Fact]
    public void A_publication_holds_no_number_of_a_person() => Gen.Select(Texts, Texts, Texts).Sample((title, step, name) =>
    {
        var desk = new Desk();
        desk.Found();
        var long1 = title.Length > 60 ? title[..60] : title;
        desk.Done(long1);
        desk.Promise(desk.Verified(long1), new(2026, 4, 15), step.Length > 150 ? step[..150] : step);
        desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, new() { Name = name.Length > 60 ? name[..60] : name, Category = "lifeService", Schedule = long1 }, out _));

        Assert.Null(desk.Publish(3));

        var sheet = desk.Publication(3);
        foreach (var text in sheet.Fulfilled.Select(l => l.Title).Concat(sheet.Unfulfilled.SelectMany(l => l.Steps.Append(l.Title))).Concat(sheet.Services.SelectMany(s => new[] { s.Name, s.Schedule ?? "" })))
            Assert.False(Scrub.FindsPersonal(text), text);
    }, iter: 100);

    [Fact]
    public void A_persons_resource_is_public_only_by_consent_and_never_by_name()
    {
        var person = new Resource { Id = Desk.Unit + "-R001", CreatedAt = Desk.At(3, 2), Kind = ResourceKind.SkilledPerson, Name = "张建国", Quantity = 1, Skills = ["plumbing"], ContactRef = "P-1", ContactName = "张**", Note = "电话 13812345678" };

        Assert.Null(ResourceViews.Public(person));
        var shown = ResourceViews.Public(person with { ConsentPublic = true });
        Assert.Equal("张**", shown?.Name);
        Assert.DoesNotContain("建国", JsonSerializer.Serialize(shown, Json.Persisted), StringComparison.Ordinal);
        Assert.DoesNotContain("138", JsonSerializer.Serialize(shown, Json.Persisted), StringComparison.Ordinal);
        Assert.Equal("水电师傅 01", ResourceViews.Public(person with { ConsentPublic = true, PublicName = "水电师傅 01" })?.Name);
        Assert.Null(ResourceViews.Public(person with { ConsentPublic = true, Active = false }));
    }

    [Theory]
    [InlineData("mentalCare.counselling", Channel.Phone)]
    [InlineData("education.homework", Channel.MicroWish)]
    public void Some_needs_are_told_by_their_category_alone(string category, Channel channel)
    {
        var need = new Desk();
        var id = need.Verified("老伴走了,夜里睡不着", Desk.Terms.Category(category) is null ? category.Split('.')[0] : category, channel);

        Assert.DoesNotContain("老伴", PublicWords.Title(need.Need(id), Desk.Terms), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d+(号楼|单元|室)")]
    private static partial Regex Door();
}
