using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>On the embedded default.</summary>
public sealed class GenerativeTests(SqliteNetwork network) : GenerativeSuite(network, usual: 40_000), IClassFixture<SqliteNetwork>
{
    [Theory]
    [InlineData(500, "application/problem+json", "{}")]
    [InlineData(503, "application/problem+json", "{}")]
    [InlineData(400, "text/plain", "no")]
    [InlineData(404, "", "")]
    [InlineData(0, "", "")]
    [InlineData(400, "application/problem+json", """{"code":"bad","type":"urn:practice:bad","status":400,"traceId":"1"}""")]
    [InlineData(400, "application/problem+json", """{"code":"a.b","type":"urn:practice:a.b","status":400,"traceId":"1","detail":"System.FormatException"}""")]
    [InlineData(400, "application/problem+json", """{"code":"a.b","type":"urn:practice:a.b","status":400,"traceId":"1","detail":"NeedRequest request"}""")]
    [InlineData(400, "application/problem+json", """{"code":"a.b","type":"urn:practice:a.b","status":409,"traceId":"1"}""")]
    public void What_may_not_be_answered_is_noticed(int status, string type, string body) =>
        Assert.NotNull(FuzzJudge.Wrong(new(0, "GET /x", "/x", [], null, false, false), new(status, type, body)));
}

/// <summary>Fewer, on the database that takes text, numbers and times least kindly.</summary>
public sealed class PostgresGenerativeTests(PostgresNetwork network) : GenerativeSuite(network, usual: 12_000), IClassFixture<PostgresNetwork>;
