using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>The accounts that a first start needs: the demo's operator, or a root operator whose secret is printed once.</summary>
internal sealed class FirstAccounts(GatewayOptions options, IServiceScopeFactory scopes)
{
    public const string DemoClient = "demo-operator";
    public const string DemoSecret = "demo-secret";

    /// <summary>The cities of the demo data.</summary>
    private static readonly RoleOnUnit[] DemoRoles = [new(GrantClaim.Operator, "3202"), new(GrantClaim.Operator, "3212")];

    /// <exception cref="SettingException">Production beside demo accounts.</exception>
    public async Task Ensure(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var book = scope.ServiceProvider.GetRequiredService<ServiceAccountBook>();

        var demoPeople = scope.ServiceProvider.GetRequiredService<DemoPeople>();
        if (options.Production && await demoPeople.First(cancellation) is { } person)
            throw new SettingException("Practice:Production", $"the demo's account with the phone {person} exists: take an empty database.");
        if (options.Production && await db.ServiceAccounts.Where(a => a.Demo).Select(a => a.ClientId).FirstOrDefaultAsync(cancellation) is { } demo)
            throw new SettingException("Practice:Production", $"the demo account '{demo}' exists: revoke it (DELETE /api/v1/service-accounts/{demo}) in a start without Practice:Production, or take an empty database.");

        if (options.Demo)
        {
            if (await book.Find(DemoClient, cancellation) is null)
                await book.Create(DemoClient, "Demo operator", DemoRoles, "system", demo: true, DemoSecret, cancellation);
            await demoPeople.Ensure(cancellation);
        }
        else if (!await db.ServiceAccounts.AnyAsync(cancellation))
        {
            await PrintRoot(book, cancellation);
        }
    }

    private static async Task PrintRoot(ServiceAccountBook book, CancellationToken cancellation)
    {
        var clientId = "root-" + ServiceAccountBook.NewClientId()["sa-".Length..];
        var secret = await book.Create(clientId, "Root operator", [new(GrantClaim.Operator, GrantClaim.WholeNetwork)], "system", demo: false, null, cancellation);
        await Console.Out.WriteLineAsync($"Root operator, shown this once: client_id={clientId} client_secret={secret}");
    }
}
