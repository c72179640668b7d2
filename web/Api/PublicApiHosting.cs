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
        builder.Services.AddHttpClient<PublicApi>(http => http.Reach(options, LargestAnswer))
        .AddHttpMessageHandler<ReaderAddress>()
        .AddHttpMessageHandler(services => new OneRetry(options.Patience, services.GetRequiredService<TimeProvider>()))
        .ConfigurePrimaryHttpMessageHandler(() => ApiCall.Wire(options));
        return builder;
    }
}
