using System.Globalization;
using Practice.Hosting;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>The one place where a result becomes HTTP.</summary>
internal static class Answer
{
    public static IResult Ok<T>(HttpContext context, Result<T> result, Func<T, long>? version = null) =>
        result.Value is { } value ? Tagged(context, value, version) : From(result.Refusal!);

    public static IResult Created<T>(HttpContext context, Result<T> result, Func<T, string> location, Func<T, long>? version = null)
    {
        if (result.Value is not { } value)
            return From(result.Refusal!);
        Tag(context, value, version);
        return Results.Created(location(value), value);
    }

    public static IResult Accepted<T>(Result<T> result, Func<T, string> location) =>
        result.Value is { } value ? Results.Accepted(location(value), value) : From(result.Refusal!);

    public static IResult From(Refusal refusal)
    {
        var detail = refusal.Subjects is { Length: > 0 } subjects ? $"{refusal.Message} ({string.Join(", ", subjects)})" : refusal.Message;
        var status = refusal.Kind switch
        {
            RefusalKind.Malformed => 400,
            RefusalKind.Forbidden => 403,
            RefusalKind.NotFound => 404,
            RefusalKind.Conflict => 409,
            RefusalKind.Stale => 412,
            RefusalKind.Rule => 422,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, null),
        };
        IDictionary<string, string[]>? errors = status == 400 ? new Dictionary<string, string[]> { [refusal.Code.Split('.')[0]] = [refusal.Message] } : null;
        return Problem.Of(status, refusal.Code, detail, errors);
    }

    public static IResult Malformed(string field, string message) =>
        Problem.Of(400, $"{field}.invalid", message, new Dictionary<string, string[]> { [field] = [message] });

    public static IResult IfMatchMissing() => Problem.Of(428, "ifMatch.missing", "Name the version you have seen in If-Match; * takes any.");

    private static IResult Tagged<T>(HttpContext context, T value, Func<T, long>? version)
    {
        Tag(context, value, version);
        return Results.Ok(value);
    }

    private static void Tag<T>(HttpContext context, T value, Func<T, long>? version)
    {
        if (version is not null)
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version(value)}\"");
    }
}
