using System.Text.Json;
using System.Text.RegularExpressions;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>An operation of the API as the document describes it.</summary>
internal sealed partial record FuzzOperation(string Method, string Path, string[] Query, JsonElement? Body)
{
    [GeneratedRegex(@"\{(\w+)(:\w+)?\}")]
    private static partial Regex Hole();

    /// <summary>The address with its holes filled, by their names.</summary>
    public string PathWith(Func<string, string> value) => Hole().Replace(Path, hole => value(hole.Groups[1].Value));
}

/// <summary>Requests from a seed and a number alone, so that any one of them can be made again.</summary>
/// <param name="known">Ids that there are, by the first word of the address.</param>
internal sealed class FuzzCases(int seed, JsonElement document, IReadOnlyList<FuzzOperation> operations, IReadOnlyDictionary<string, string[]> known, string host, string token)
{
    private static readonly string[] Ids =
    [
        "x", "%20", "..", "..%2f..%2fetc%2fhosts", "..%5c..%5c", "%2e%2e/%2e%2e", "%01", "%7f", "%ff%fe", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AEx", "%zz", "-", "-N000001", "'%20OR%201=1--",
        "99999999999999999999999999", "321204001201-N999999999", "321204001201-N1", "%EF%BC%93%EF%BC%92", "*", "null", "undefined", "$ref", "a%0d%0ab", "%25%30%30",
    ];

    private static readonly string[] Values =
    [
        "", "%00", "%01", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AEx", "-1", "0", "1", "2147483648", "99999999999999999999", "1e9", "NaN", "true", "null", "nonsense", "MAo5OTk5OTk5OTk5OTk5OTk5OTk5OTkKeAp5",
        "bm9uc2Vuc2U", "====", "2026-13", "0001-01", "9999-12", "2026-02-30", "2026-08-01", "0001-01-01", "9999-12-31", "2026-08-01T00:00:00", "2026-08-01T00:00:00%2B08:00", "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00%2B14:00", "csv", "xlsx", "pdf", "newest", "due", "id", "3212", "city", "active", "lifeService", "%27%20OR%201%3D1%20--", "%25", ",,,", "a,b,c", "%E9%95%BF%E9%95%BF", "x*", "%22", "(a", "NOT",
    ];

    private static readonly string[] Matches = ["*", "\"1\"", "W/\"1\"", "1", "\"\"", "\"x\"", "\"99999999999999999999\"", "\"-1\"", "\"1\", \"2\"", "nonsense", "\"1"];
    private static readonly string[] Keys = ["k", "same", "same", new('k', 200), new('k', 201), " ", "😀", "a\tb", "'", "{}"];
    private static readonly string[] Types = ["application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json;;;", "text/json", "text/plain", "text/csv", "application/xml", "multipart/form-data", "nonsense", "/"];
    private static readonly string[] Accepts = ["*/*", "text/csv", "application/xml", "application/json;q=0", ";;;", "text/csv, application/json", "application/problem+json"];

    private static readonly (string Name, string Value)[] Odd =
    [
        ("Accept-Encoding", "br;q=nonsense"), ("Accept-Language", "zz-ZZ;q=2"), ("Range", "bytes=5-1"), ("If-None-Match", "\"\""), ("If-None-Match", "*"), ("Cookie", ".practice.web=%00"), ("traceparent", "00-nonsense-00"),
        ("X-Forwarded-For", "1.2.3.4"), ("X-HTTP-Method-Override", "DELETE"), ("Content-Encoding", "gzip"), ("baggage", "a=b"), ("Origin", "null"), ("If-Modified-Since", "yesterday"), ("TE", "trailers"), ("Prefer", "respond-async"),
    ];

    public IEnumerable<string> Operations => operations.Select(operation => $"{operation.Method} {operation.Path}");

    public FuzzCase Make(int index)
    {
        var random = new Random(unchecked(seed * 1_000_003 + index));
        var operation = operations[index % operations.Count];
        var target = Target(operation, random);
        var headers = new List<(string, string)> { ("Host", host) };
        if (random.Next(40) is var door and > 1)
            headers.Add(("Authorization", door == 2 ? Any(random, ["Bearer", "Bearer x", "Bearer a.b.c", "Basic eDp5", "nonsense"]) : "Bearer " + token));
        if (operation.Method is "PUT" or "PATCH" ? random.Next(8) > 0 : random.Next(10) == 0)
            headers.Add(("If-Match", random.Next(3) > 0 ? "*" : Any(random, Matches)));
        if (random.Next(4) == 0)
            headers.Add(("Idempotency-Key", Any(random, Keys)));
        if (random.Next(6) == 0)
            headers.Add(("Accept", Any(random, Accepts)));
        if (random.Next(5) == 0)
            headers.Add(Odd[random.Next(Odd.Length)]);

        var body = Body(operation, index / operations.Count, random);
        if (body is not null && random.Next(12) > 0)
            headers.Add(("Content-Type", random.Next(12) == 0 ? Any(random, Types) : operation.Path.StartsWith("/imports", StringComparison.Ordinal) ? "text/csv" : "application/json"));
        var unspoken = target.Contains("%00", StringComparison.Ordinal);
        if (random.Next(200) == 0)
        {
            headers.Add(("X-Odd", Any(random, ["\u0001", "\u0000", "a\u007fb"])));
            unspoken = true;
        }

        return new(index, $"{operation.Method} {operation.Path}", target, headers, body, unspoken, Cut: body is { Length: > 0 } && random.Next(150) == 0);
    }

    private byte[]? Body(FuzzOperation operation, int round, Random random)
    {
        if (operation.Body is not { } schema)
            return operation.Method is "GET" or "DELETE" ? null : random.Next(4) switch { 0 => [], 1 => "{}"u8.ToArray(), _ => null };
        var nonsense = new Nonsense(random, document);
        return random.Next(3) == 0 ? nonsense.Broken(schema) : System.Text.Encoding.UTF8.GetBytes(nonsense.Body(schema, random.Next(10) == 0 ? random.Next(3) : 3 + round));
    }

    private string Target(FuzzOperation operation, Random random)
    {
        var kind = operation.Path.Split('/')[1] == "public" ? "units" : operation.Path.Split('/')[1];
        var path = operation.PathWith(hole => random.Next(4) == 0 ? Any(random, Ids) : hole switch
        {
            "id" => Any(random, known.GetValueOrDefault(kind) ?? known["needs"]),
            "code" or "unit" => Any(random, known["units"]),
            "month" => Any(random, ["2026-08", "2026-09", "2026-13", "0001-01", "9999-12", "2026-8", "x"]),
            "year" => Any(random, ["2026", "2031", "0", "-1", "99999", "99999999999"]),
            "booking" => Any(random, known["bookings"]),
            _ => Any(random, ["0", "1", "-1", "2147483648", "x"]),
        });
        var asked = operation.Query.Where(_ => random.Next(2) == 0).Select(name => $"{name}={(name is "under" && random.Next(4) > 0 ? Any(random, known["units"]) : Any(random, Values))}").ToList();
        if (asked.Count > 0 && random.Next(15) == 0)
            asked.Add(asked[0]);
        if (random.Next(20) == 0)
            asked.Add(Any(random, ["x", "=", "&&", "%", "limit[]=1", "a=b=c", "after=" + new string('A', 4000), "%ff=%ff"]));
        return (path.StartsWith("/openapi", StringComparison.Ordinal) ? path : "/api/v1" + path) + (asked.Count == 0 ? "" : "?" + string.Join('&', asked));
    }

    private static string Any(Random random, string[] values) => values[random.Next(values.Length)];
}
