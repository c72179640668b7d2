using System.Text;
using System.Text.Json;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>Asks every endpoint as everybody and says where the answer is not what the table says.</summary>
/// <remarks>
/// Denied is exactly 403, or 401 for nobody. Allowed is whatever comes once the right is granted: the thing itself, or what its state or
/// rules say to the very same request that others are denied.
/// </remarks>
internal sealed class AuthorizationWalk(Cast cast, CancellationToken cancellation)
{
    private static readonly HashSet<int> NeverAllowed = [401, 403, 405, 415, 428, 429];

    public int Asked { get; private set; }

    public async Task<IReadOnlyList<string>> Holes(IEnumerable<AccessRow> rows)
    {
        var holes = new List<string>();
        foreach (var row in rows.Where(row => !row.Is("passed")))
        {
            var body = row.Body == "$table" ? await Table(row) : row.Body is null ? null : cast.Names(row.Body);
            foreach (var player in cast.Players)
            {
                var answer = await player.Api.Send(new HttpMethod(row.Method), cast.Fill(row.Path), Content(body), cancellation, match: row.Method is "PUT" or "PATCH" or "DELETE" ? "*" : null);
                Asked++;
                if (Wrong(row, player, answer) is { } wrong)
                    holes.Add($"{row.Key} as {player.Name}: {wrong}, got {answer.Status} {answer.Body[..Math.Min(answer.Body.Length, 200)]}");
            }
        }

        return holes;
    }

    private static string? Wrong(AccessRow row, Player player, Reply answer)
    {
        var nobody = player.Name == "nobody";
        if (answer.Status >= 500)
            return "an answer below 500 wanted";
        if (row.Is("internal"))
            return answer.Status < 400 ? "nothing wanted" : null;
        if (Allowed(row, player, nobody))
            return NeverAllowed.Contains(answer.Status) && !(row.Key == "POST /connect/token") ? "allowed" : null;
        if (nobody)
            return answer.Status == 401 ? null : "401 wanted";
        return answer.Status == (row.Is("hidden") && player.Role == "operator" ? 404 : 403) ? null : "denied";
    }

    private static bool Allowed(AccessRow row, Player player, bool nobody) =>
        row.Is("public") || (row.Is("signedIn") && !nobody) || (row.Is("anyOperator") && player.Role is "operator" or Cast.NetworkOperator) || (player.Inside && row.Is(player.Role))
        || (player.Role == Cast.NetworkOperator && row.Is("operator"));

    // Both ends agree on what the table is: a change of nothing.
    private async Task<string> Table(AccessRow row)
    {
        var reader = cast.Players.First(player => player is { Role: "operator", Inside: true });
        return (await reader.Api.Get(cast.Fill(row.Path), cancellation)).Ok().GetProperty("table").GetRawText();
    }

    private static StringContent? Content(string? body) => body switch
    {
        null => null,
        _ when body.StartsWith("csv:", StringComparison.Ordinal) => new(body[4..] + "\n", Encoding.UTF8, "text/csv"),
        _ when body.StartsWith("form:", StringComparison.Ordinal) => new(body[5..], Encoding.UTF8, "application/x-www-form-urlencoded"),
        _ => new(body, Encoding.UTF8, "application/json"),
    };
}
