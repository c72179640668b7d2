using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.SignIn;

/// <summary>What the sign-in of people needs.</summary>
internal static class SignInHosting
{
    public static WebApplicationBuilder AddPracticeSignIn(this WebApplicationBuilder builder, GatewayOptions options)
    {
        builder.AddSessionCookie(options);
        builder.Services.AddSingleton(_ => new AccountVault(MasterKey(options)));
        builder.Services.AddSingleton<SignInTicket>();
        builder.Services.AddSingleton<SignInPages>();
        builder.Services.AddScoped<People>();
        builder.Services.AddScoped<PhoneCodes>();
        builder.Services.AddScoped<Sessions>();
        builder.Services.AddScoped<SecondFactors>();
        builder.Services.AddScoped<Consents>();
        builder.Services.AddScoped<Entrance>();
        builder.Services.AddScoped<TokenContents>();
        builder.Services.AddSingleton(options.Codes);
        builder.Services.AddHttpClient(nameof(HttpCodes), client => client.Timeout = HttpCodes.Patience);
        if (options.Codes.Url is not null) builder.Services.AddSingleton<ICodeSender, HttpCodes>();
        else if (options.Production) builder.Services.AddSingleton<ICodeSender, NoCodes>();
        else builder.Services.AddSingleton<ICodeSender, ShownCodes>();
        return builder;
    }

    private static byte[] MasterKey(GatewayOptions options)
    {
        if (options.AccountKey is { } named) return Convert.FromBase64String(named);
        DataFolders.Ensure(options.DataFolder);
        return KeyFile.Load(Path.Combine(options.DataFolder, "account.key"), "Practice:AccountKey");
    }
}
