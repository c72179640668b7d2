extern alias gateway;
extern alias web;

using Microsoft.Extensions.Configuration;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Xunit;

namespace Practice.Tests.Starting;

public sealed class KnownSettingsTests
{
    [Fact]
    public void The_names_are_those_of_the_three_kinds()
    {
        Type[] kinds = [typeof(PracticeOptions), typeof(gateway::Practice.Gateway.GatewayOptions), typeof(web::Practice.Web.WebOptions)];

        var names = kinds.SelectMany(KnownSettings.Of).Select(property => property.Name).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(names, KnownSettings.All);
    }

    [Theory]
    [InlineData("Practice:postgres")]
    [InlineData("Practice:PublicUrl")]
    [InlineData("Practice:Limits:AddressBurst")]
    [InlineData("Practice:Silos:0")]
    public void What_this_or_another_kind_knows_is_passed_over(string name) =>
        KnownSettings.Check<PracticeOptions>(new ConfigurationBuilder().AddInMemoryCollection([new(name, "x")]).Build());

    [Theory]
    [InlineData("Practice:Drian", "'Practice:Drain'")]
    [InlineData("Practice:Drain:Time", "remove it")]
    [InlineData("Practice:Orleans:Adress", "'Practice:Orleans:Address'")]
    public void A_name_that_nobody_knows_is_refused_with_the_nearest(string name, string advice)
    {
        var refused = Assert.Throws<SettingException>(() => KnownSettings.Check<PracticeOptions>(new ConfigurationBuilder().AddInMemoryCollection([new(name, "x")]).Build()));

        Assert.StartsWith(name + ": ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
    }
}
