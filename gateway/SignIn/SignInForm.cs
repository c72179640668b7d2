using Microsoft.AspNetCore.Antiforgery;

namespace Practice.Gateway.SignIn;

/// <summary>What a sign-in page sent, after it was seen to be one of ours.</summary>
internal sealed record SignInForm(IFormCollection Fields)
{
    private const string Authorize = "/connect/authorize?";
    private const int LongestBack = 4000;

    public string this[string name] => Fields[name].ToString();

    /// <summary>Where the sign-in came from.</summary>
    public string Back => Checked(this["back"]);

    /// <summary>Null: not a form, not from our page, or from one that has grown old.</summary>
    public static async Task<SignInForm?> Read(HttpContext context, IAntiforgery forms, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            await context.Request.ReadFormAsync(cancellation);
            await forms.ValidateRequestAsync(context);
            return new(context.Request.Form);
        }
        catch (Exception refused) when (refused is AntiforgeryValidationException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Only the issuer's own address is gone back to: no page of ours sends people elsewhere.</summary>
    public static string Checked(string? back) => back is { Length: <= LongestBack } && back.StartsWith(Authorize, StringComparison.Ordinal) ? back : "";
}
