extern alias web;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using web::Practice.Web.Ask;
using web::Practice.Web.SignIn;

namespace Practice.Tests.Web;

/// <summary>What a form becomes.</summary>
public sealed class AskFormTests
{
    private static AskForm Form(string what = "灯不亮", string phone = "13900000001", string category = "lifeService", params (string Name, string Value)[] more) => AskForm.Read(
        new Sent(new FormCollection(new Dictionary<string, StringValues>(more.Append(("what", what)).Append(("phone", phone)).Append(("category", category)).Select(pair => KeyValuePair.Create(pair.Item1, new StringValues(pair.Item2)))))),
        "321203001010", "lifeService");

    [Theory]
    [InlineData("139 0000 0001")]
    [InlineData("139-0000-0001")]
    [InlineData("+86 13900000001")]
    [InlineData("0523-86900000")]
    public void A_telephone_may_be_written_as_people_write_it(string phone) => Assert.Empty(Form(phone: phone).Mistakes());

    [Theory]
    [InlineData("", "missing")]
    [InlineData("12345", "wrong")]
    [InlineData("no phone", "wrong")]
    public void A_wrong_telephone_is_told(string phone, string kind) => Assert.Equal(kind, Form(phone: phone).Mistakes()["phone"]);

    [Fact]
    public void What_is_longer_than_a_line_stands_below_in_full()
    {
        var words = string.Concat(Enumerable.Repeat("厨房的下水堵了，", 20));

        var need = Form(words).ToNeed();

        Assert.Equal(AskForm.LongestTitle, need.Title.Length);
        Assert.Equal(words, need.Description);
        Assert.Null(Form().ToNeed().Description);
    }

    [Fact]
    public void A_character_of_two_parts_is_never_cut()
    {
        var need = Form(new string('a', 78) + "😀😀").ToNeed();

        Assert.DoesNotContain(need.Title, char.IsSurrogate);
    }

    [Fact]
    public void A_kind_of_another_category_and_a_key_that_is_none_are_left_aside()
    {
        var form = Form(category: "health.bloodPressure", more: ("key", "x"));

        Assert.Equal("lifeService", form.Category);
        Assert.Equal(32, form.Key.Length);
        Assert.Equal("lifeService.plumbing", Form(category: "lifeService.plumbing").Category);
    }
}
