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
        builder.Services.AddSingleton(services => new OwnApi(new HttpClient(Handlers(services, options, retries: true))
        {
            BaseAddress = new Uri(options.Api.TrimEnd('/') + "/api/v1/"), MaxResponseContentBufferSize = LargestAnswer, Timeout = (options.Patience * 2) + TimeSpan.FromSeconds(1),
        }));
        builder.Services.AddSingleton(services => new Issuer(new HttpClient(Handlers(services, options, retries: false)) { Timeout = options.Patience * 2 }, options, services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static ReaderAddress Handlers(IServiceProvider services, WebOptions options, bool retries)
    {
        HttpMessageHandler wire = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        return new ReaderAddress(services.GetRequiredService<IHttpContextAccessor>())
        {
            InnerHandler = retries ? new OneRetry(options.Patience, services.GetRequiredService<TimeProvider>()) { InnerHandler = wire } : wire,
        };
    }
}
