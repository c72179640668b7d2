using CsCheck;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Shared;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张小三", "张**")]
    [InlineData("欧阳小明", "欧***")]
    [InlineData("阿依古丽·买", "阿*****")]
    [InlineData("𠀀明", "𠀀*")]
    [InlineData("张", "*")]
    [InlineData(" ", "")]
    [InlineData(null, "")]
    public void Of_a_name_the_first_character_is_shown(string? name, string expected) => Assert.Equal(expected, Masking.Name(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+8613812345678", "138****5678")]
    [InlineData("0510-87654321", "0510******21")]
    [InlineData("010-62345678", "010******78")]
    [InlineData("ask my son", "****")]
    [InlineData("", "")]
    public void Of_a_number_the_middle_is_hidden(string number, string expected) => Assert.Equal(expected, Masking.Telephone(number));

    [Theory]
    [InlineData("11010519491231002X", "110***********002X")]
    [InlineData("E12345678", "E******78")]
    [InlineData("1234", "****")]
    public void Of_a_document_little_is_shown(string number, string expected) => Assert.Equal(expected, Masking.IdentityNumber(number));

    [Theory]
    [InlineData("丁蜀镇西望村18号", "丁蜀镇西望村**")]
    [InlineData("口岸街道引江社区3栋201室", "口岸街道引江社区**")]
    [InlineData("人民路18号", "**")]
    [InlineData("工人新村18号", "**")]
    [InlineData("宜城街道3号楼西望村", "**")]
    [InlineData("", "")]
    public void An_address_is_shown_down_to_the_village(string address, string expected) => Assert.Equal(expected, Masking.Address(address));

    [Fact]
    public void A_mask_never_gives_its_input_back() => Gen.String[Gen.Char['0', '9'], 1, 20].Sample(text =>
        Masking.Name(text) != text && Masking.Telephone(text) != text && Masking.IdentityNumber(text) != text && Masking.Address(text) != text);
}
