using Practice.Hosting;
using Practice.Web.Admin;
using Practice.Web.Api;
using Practice.Web.Ask;
using Practice.Web.Board;
using Practice.Web.Certificates;
using Practice.Web.Desk;
using Practice.Web.Find;
using Practice.Web.Home;
using Practice.Web.Mine;
using Practice.Web.Pages;
using Practice.Web.Places;
using Practice.Web.Pocket;
using Practice.Web.Progress;
using Practice.Web.Ratings;
using Practice.Web.SignIn;
using Practice.Web.Team;

namespace Practice.Web;

/// <summary>The pages: server-rendered, light, a client of the public API like any other.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => PracticeHost.Run(Build, args);

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = WebOptions.Read(builder.Configuration);
        builder.AddPracticeProcess(options);
        builder.AddPracticeTelemetry("practice-web");
        builder.AddPublicApi(options);
        builder.AddPracticeSignIn(options);
        builder.AddPracticePages(options);

        var app = builder.Build();
        app.UsePracticeScraping();
        app.UseDrain();
        app.UsePracticePages(options);
        app.MapPracticeHealth();
        app.MapPracticePages();
        app.MapHome();
        app.MapAsk();
        app.MapProgress();
        app.MapRate();
        app.MapCertificates();
        app.MapFind();
        app.MapPlaces();
        app.MapBoard();
        app.MapSignIn();
        app.MapMine();
        app.MapDesk();
        app.MapTeam();
        app.MapPocket();
        app.MapOperator();
        return app;
    }
}
