namespace Practice.Web.Api;

/// <summary>How the web app reaches the API.</summary>
internal static class PublicApiHosting
{
    // A public answer is small; what is larger is not one.
    private const int LargestAnswer = 8 * 1024 * 1024;

    public static WebApplicationBuilder AddPublicApi(this WebApplicationBuilder builder, WebOptions options)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<ReaderAddress>();
        builder.Services.AddHttpClient<PublicApi>(http =>
        {
            http.BaseAddress = new Uri(options.Api.TrimEnd('/') + "/api/v1/");
            http.MaxResponseContentBufferSize = LargestAnswer;
            http.Timeout = (options.Patience * 2) + TimeSpan.FromSeconds(1);
        })
        .AddHttpMessageHandler<ReaderAddress>()
        .AddHttpMessageHandler(services => new OneRetry(options.Patience, services.GetRequiredService<TimeProvider>()))
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        });
        return builder;
    }
}
