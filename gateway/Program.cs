using Practice.Gateway.Accounts;
using Practice.Gateway.Edge;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>The edge: identity, limits and headers, and the way to the silos and the web app.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => PracticeHost.Run(Build, args);

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = GatewayOptions.Read(builder.Configuration);
        builder.AddPracticeProcess(options);
        builder.AddPracticeTelemetry("practice-gateway");
        builder.AddPracticeProblems();
        builder.AddPracticeIdentity(options);
        builder.AddPracticeSecurity(options);
        builder.AddPracticeProxy(options);
        builder.AddPracticePages();

        var app = builder.Build();
        app.UsePracticeScraping();
        app.UseDrain();
        app.UseKnownProxies(options);
        app.UseAnswerHeaders(options);
        app.UseBodyLimits(options);
        app.UsePagesForPeople(options);
        app.UseAdmission(options.Limits);
        app.UsePracticeProblems();
        app.UseTokenLimit(options.Limits);
        app.UseProgressLimit(options.Limits);
        app.UseCallersAndIssuer();
        app.UseCallerLimit(options.Limits);
        app.UseAuthorization();
        app.MapPracticePages();
        app.MapPracticeAccounts(options);
        app.MapPracticeProxy(options);
        return app;
    }
}
