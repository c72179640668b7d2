using CsCheck;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Shared;

/// <summary>GB 11643-1999: the standard's own samples, and numbers of a province that does not exist.</summary>
public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 8, 1);

    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", false)]
    [InlineData("11010519491231002x", "1949-12-31", false)]
    [InlineData(" 34052419800101001X ", "1980-01-01", true)]
    public void The_samples_of_the_standard_are_read(string text, string born, bool male)
    {
        var (number, fault) = IdentityNumber.Read(text, Today);

        Assert.Null(fault);
        Assert.Equal((DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), male), (number!.Value.Born, number.Value.Male));
    }

    [Theory]
    [InlineData("110105194912310021", "check")]
    [InlineData("440524188001010014", "age")]
    [InlineData("11010519491231002", "length")]
    [InlineData("", "length")]
    [InlineData(null, "length")]
    [InlineData("1101051949123100２X", "characters")]
    [InlineData("1101051949123X002X", "characters")]
    [InlineData("10010519491231002X", "province")]
    [InlineData("110105194913310028", "birth")]
    [InlineData("110105202702290024", "birth")]
    [InlineData("110105209912310020", "birth")]
    [InlineData("110105491231002", "length")]
    public void What_is_wrong_is_named(string? text, string fault) => Assert.Equal((null, fault), IdentityNumber.Read(text, Today));

    [Fact]
    public void The_check_of_a_sample_is_right_though_its_owner_would_be_too_old() =>
        Assert.Equal((new IdentityNumber("440524188001010014", new(1880, 1, 1), true), null), IdentityNumber.Read("440524188001010014", new(1999, 1, 1)));

    [Fact]
    public void Fifteen_digits_are_taken_from_imports_only_and_become_eighteen()
    {
        Assert.Equal("11010519491231002X", IdentityNumber.Read("110105491231002", Today, oldForm: true).Number?.Text);
        Assert.Equal("length", IdentityNumber.Read("110105491231002", Today).Fault);
    }

    [Fact]
    public void Invented_people_are_taken_only_where_they_are_allowed()
    {
        var invented = Of("990101", new(1990, 5, 6), 123);

        Assert.Equal("province", IdentityNumber.Read(invented, Today).Fault);
        Assert.Equal(new(1990, 5, 6), IdentityNumber.Read(invented, Today, invented: true).Number?.Born);
    }

    [Fact]
    public void One_wrong_digit_never_passes() => Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 999], Gen.Int[0, 16], Gen.Int[1, 9]).Sample((day, sequence, at, by) =>
    {
        var number = Of("990101", new DateOnly(1900, 1, 1).AddDays(day), sequence);

        var digits = number.ToCharArray();
        digits[at] = (char)('0' + (digits[at] - '0' + by) % 10);

        Assert.NotNull(IdentityNumber.Read(new(digits), new(2026, 8, 1), invented: true).Fault);
    });

    [Theory]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2012-08-01", "2026-07-31", 13)]
    [InlineData("2012-08-01", "2026-08-01", 14)]
    public void An_age_is_counted_in_whole_years(string born, string day, int age) =>
        Assert.Equal(age, Ages.On(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    internal static string Of(string area, DateOnly born, int sequence)
    {
        var digits = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{area}{born:yyyyMMdd}{sequence:D3}");
        return digits + IdentityNumber.Check(digits);
    }
}
