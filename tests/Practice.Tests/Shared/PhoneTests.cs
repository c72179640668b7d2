using CsCheck;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Shared;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("13812345678", "+8613812345678")]
    [InlineData("+86 138 1234 5678", "+8613812345678")]
    [InlineData("0086-138-1234-5678", "+8613812345678")]
    [InlineData("138１2345678", "+8613812345678")]
    [InlineData("0510-87654321", "+8651087654321")]
    [InlineData("(0523) 8612345", "+865238612345")]
    [InlineData("+86 10 62345678", "+861062345678")]
    [InlineData("+86 0523 86123456", "+8652386123456")]
    public void Numbers_are_stored_in_one_form(string text, string expected) => Assert.Equal(expected, Phone.Normalize(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12812345678")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("+1 202 555 0100")]
    [InlineData("13812345678\n;")]
    [InlineData("110")]
    [InlineData("١٣٨١٢٣٤٥٦٧٨")]
    public void What_is_no_number_is_refused(string? text) => Assert.Null(Phone.Normalize(text));

    [Fact]
    public void Reading_what_was_stored_changes_nothing() => Gen.Long[13_000_000_000, 19_999_999_999].Sample(number =>
    {
        var stored = Phone.Normalize($"{number}");
        return stored is not null && Phone.Normalize(stored) == stored && Phone.IsMobile(stored);
    });
}
