using Practice.Web.Api;

namespace Practice.Web.SignIn;

/// <summary>What signing in needs.</summary>
internal static class SignInHosting
{
    // A month's plan of a county is the largest answer.
    private const int LargestAnswer = 32 * 1024 * 1024;

    public static WebApplicationBuilder AddPracticeSignIn(this WebApplicationBuilder builder, WebOptions options)
    {
        builder.Services.AddSingleton<SessionSeal>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddTransient<Desk.DeskNeeds>();
        // One of each for the life of the process: sessions hold them. Their connections are renewed below.
        builder.Services.AddSingleton(services =>
        {
            var http = new HttpClient(Handlers(services, options, retries: true));
            http.Reach(options, LargestAnswer);
            return new OwnApi(http);
        });
        builder.Services.AddSingleton(services => new Issuer(new HttpClient(Handlers(services, options, retries: false)) { Timeout = options.Patience * 2 }, options, services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static ReaderAddress Handlers(IServiceProvider services, WebOptions options, bool retries)
    {
        var wire = ApiCall.Wire(options);
        return new ReaderAddress(services.GetRequiredService<IHttpContextAccessor>())
        {
            InnerHandler = retries ? new OneRetry(options.Patience, services.GetRequiredService<TimeProvider>()) { InnerHandler = wire } : wire,
        };
    }
}
