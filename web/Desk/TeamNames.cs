using Practice.Web.Api;
using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>Teams by their names; a team that is not told goes by its number.</summary>
internal static class TeamNames
{
    /// <summary>As many as a page has use for: a plan of a county is long.</summary>
    private const int Most = 60;

    public static async Task<IReadOnlyDictionary<string, string>> Of(OwnApi own, SignedIn who, IEnumerable<string> teams, CancellationToken cancellation)
    {
        var asked = teams.Distinct().Take(Most).ToArray();
        var names = await Task.WhenAll(asked.Select(team => own.Find<TeamView>(who, $"teams/{Uri.EscapeDataString(team)}", cancellation)));
        return asked.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second?.Name ?? pair.First);
    }
}
