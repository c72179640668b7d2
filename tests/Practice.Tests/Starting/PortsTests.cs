using Microsoft.Extensions.Configuration;
using Practice.Hosting;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>Where a process listens, by its settings.</summary>
public sealed class PortsTests
{
    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://*:8080 https://*:8443", "http_ports=8080", "https_ports=8443")]
    [InlineData("http://127.0.0.1:1 http://127.0.0.1:2", "urls=http://127.0.0.1:1;http://127.0.0.1:2", "http_ports=8080")]
    [InlineData("https://*:3", "Kestrel:Endpoints:A:Url=https://*:3", "urls=http://127.0.0.1:1")]
    public void The_addresses_are_found_in_the_servers_own_order(string expected, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();

        Assert.Equal(expected, string.Join(' ', Ports.Urls(configuration).Select(at => at.Url)));
    }
}
