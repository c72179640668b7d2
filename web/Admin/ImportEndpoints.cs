using Microsoft.AspNetCore.Http.Features;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Files of division codes: sent, followed, and each line that was wrong.</summary>
internal static class ImportEndpoints
{
    /// <summary>A form's boundaries and the fields beside the file.</summary>
    private const long Around = 64 * 1024;

    /// <summary>As much as the gateway takes where nothing else is set.</summary>
    private const long Largest = 64L * 1024 * 1024;

    public static void MapOperatorImports(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/imports", PageHosting.Reads, (HttpContext context, string? lang = null) =>
            OperatorPages.Read(context, lang, (words, who) => Task.FromResult(Form(words, who, null))));
        app.MapPost("/operator/imports", Send);
        app.MapMethods("/operator/imports/{id}", PageHosting.Reads, One);
    }

    private static Task<IResult> Send(OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most) most.MaxRequestBodySize = Largest + Around;
        return OperatorPages.Upload(context, lang, async (words, who, form) =>
        {
            if (form.File("file") is not { Length: > 0 } file) return Form(words, who, new("file.missing", 422, null));
            await using var bytes = file.OpenReadStream();
            var taken = await own.SendFile<ImportView>(who, "imports/divisions", bytes, "text/csv", form.Key, cancellation);
            return taken.Value is { } import ? new SeeOther(words.To("/operator/imports/" + import.Id)) : Form(words, who, taken.Problem);
        });
    }

    private static Task<IResult> One(OwnApi own, HttpContext context, string id, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Read(context, lang, async (words, who) =>
        {
            if (!OperatorPages.IsId(id)) return PageAnswers.NotFound(words);
            var found = await own.Get<ImportView>(who, "imports/" + id, cancellation);
            return found.Value is { } import ? PageAnswers.Show<ImportPage>(new { W = words, Who = who, Import = import }) : DeskPages.Refused(words, found.Problem!);
        });

    private static IResult Form(Words words, SignedIn who, ProblemView? trouble) =>
        PageAnswers.Show<ImportsPage>(new { W = words, Who = who, Trouble = trouble }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
}
