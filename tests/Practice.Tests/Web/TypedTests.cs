extern alias web;

using web::Practice.Web.Pages;

namespace Practice.Tests.Web;

/// <summary>What somebody typed, as it is asked for.</summary>
public sealed class TypedTests
{
    [Theory]
    [InlineData("\0", null)]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    [InlineData(" 柴\u0007墟\uFFFE ", "柴墟")]
    [InlineData("a\nb", "ab")]
    public void Words_are_text_and_nothing_else(string? typed, string? words) => Assert.Equal(words, Typed.Words(typed, 20));

    [Fact]
    public void Half_a_character_is_left_out_and_none_is_cut()
    {
        Assert.Equal("ab\uFFFD", Typed.Text("ab\ud83d", 10));
        Assert.Equal("ab", Typed.Text("ab😀", 3));
    }

    [Fact]
    public void Lines_stay_where_there_may_be_several() => Assert.Equal("一\n二", Typed.Text("一\r\n二", 20, lines: true));
}
