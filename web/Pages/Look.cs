using Microsoft.AspNetCore.Http.Extensions;

namespace Practice.Web.Pages;

/// <summary>What a reader chose: large type, and the village that he lives in. Two cookies with nothing of him in them.</summary>
internal static class Look
{
    private const string Type = "type", Large = "large", Village = "village";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static bool IsLarge(HttpContext? context) => context?.Request.Cookies[Type] == Large;

    /// <summary>The code of the village chosen last; null where none was.</summary>
    public static string? VillageOf(HttpContext? context) => context?.Request.Cookies[Village] is { } code && Board.BoardAddress.IsUnit(code) ? code : null;

    public static void Remember(HttpContext context, string unit)
    {
        if (VillageOf(context) != unit) context.Response.Cookies.Append(Village, unit, Options(context, Kept));
    }

    /// <summary>The address that switches the size of type and comes back.</summary>
    public static string Switch(HttpContext? context) =>
        $"/look?type={(IsLarge(context) ? "usual" : Large)}&back={Uri.EscapeDataString(context is null || !HttpMethods.IsGet(context.Request.Method) ? "/" : context.Request.GetEncodedPathAndQuery())}";

    /// <summary>This address with the language changed; a form that was sent is not asked for again.</summary>
    public static string InOtherLanguage(HttpContext? context, bool isEnglish)
    {
        if (context is null) return isEnglish ? "/" : "/?lang=en";
        var query = context.Request.Query.Where(pair => pair.Key != "lang").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return SamePath(context) + new QueryBuilder(isEnglish ? query : query.Append(new("lang", "en")));
    }

    public static void MapLook(this IEndpointRouteBuilder app) => app.MapGet("/look", (HttpContext context, string? type = null, string? back = null) =>
    {
        if (type == Large) context.Response.Cookies.Append(Type, Large, Options(context, Kept));
        else context.Response.Cookies.Delete(Type);
        context.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    });

    /// <summary>The address that was asked for, on this host whatever was written: <c>//x</c> would lead to another.</summary>
    public static string SamePath(HttpContext context) => "/" + context.Request.Path.ToUriComponent().TrimStart('/');

    /// <summary>An address of this host that may be gone to.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.StartsWith("/look", StringComparison.Ordinal);

    private static CookieOptions Options(HttpContext context, TimeSpan kept) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = kept, Path = "/", IsEssential = true, Secure = SameOrigin.IsSecure(context),
    };
}
