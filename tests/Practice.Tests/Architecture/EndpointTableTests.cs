extern alias gateway;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Practice.Tests.Security;
using GatewayProgram = gateway::Practice.Gateway.Program;
using SiloProgram = Practice.Silo.Program;

namespace Practice.Tests.Architecture;

/// <summary>No endpoint without a line in <c>Security/authorization.txt</c>, and no line without its endpoint.</summary>
public sealed class EndpointTableTests
{
    [Fact]
    public async Task Every_endpoint_says_who_may_use_it()
    {
        await using var silo = Silo();
        await using var gateway = GatewayProgram.Build(["--Logging:LogLevel:Default=None"]);
        var rows = AuthorizationTable.Read();
        var table = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var mapped = MappedEndpoints.Of(silo).Concat(MappedEndpoints.Of(gateway)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(mapped.Except(table));
        Assert.Empty(rows.Where(row => row.Mapped && !mapped.Contains(row.Key)).Select(row => row.Key));
        Assert.Equal(rows.Count, table.Count);
        Assert.True(mapped.Count > 100, $"{mapped.Count} endpoints");
    }

    [Fact]
    public async Task An_endpoint_without_a_line_is_found()
    {
        await using var silo = Silo();
        silo.MapPost("/api/v1/needs/{id}/forget", () => Results.Ok());

        var missing = MappedEndpoints.Of(silo).Except(AuthorizationTable.Read().Select(row => row.Key));

        Assert.Equal(["POST /needs/{id}/forget"], missing);
    }

    private static WebApplication Silo() => SiloProgram.Build(["--Logging:LogLevel:Default=None", "--Practice:Dashboard=true"]);
}
