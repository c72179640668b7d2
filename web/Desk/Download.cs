using Practice.Web.Api;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>A file of the API's: it goes through as it comes and is not kept here.</summary>
internal static class Download
{
    public static async Task<IResult> Of(OwnApi own, HttpContext context, Words words, SignedIn who, string address, string name, CancellationToken cancellation)
    {
        var answer = await own.Stream(who, address, cancellation);
        context.Response.RegisterForDispose(answer);
        return answer.IsSuccessStatusCode
            ? Results.Stream(await answer.Content.ReadAsStreamAsync(cancellation), answer.Content.Headers.ContentType?.ToString(), name)
            : DeskPages.Refused(words, new(null, (int)answer.StatusCode, null));
    }
}
