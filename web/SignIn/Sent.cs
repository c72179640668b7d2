using System.Globalization;
using Practice.Web.Pages;

namespace Practice.Web.SignIn;

/// <summary>The fields of a form that was sent, each without what is no text.</summary>
public sealed class Sent(IFormCollection form)
{
    /// <exception cref="BadHttpRequestException">It is no form, or more than one: 400; larger than an address takes: 413.</exception>
    public static async Task<Sent> Read(HttpContext context)
    {
        try
        {
            return new(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, broken);
        }
    }

    /// <summary>The form's own key: sent twice it is done once.</summary>
    public string Key => Raw(SignedInPages.Key) is { Length: 32 } key && key.All(char.IsAsciiHexDigitLower) ? key : Guid.NewGuid().ToString("N");

    public IEnumerable<KeyValuePair<string, string>> Fields => form.SelectMany(sent => sent.Value, (sent, value) => KeyValuePair.Create(sent.Key, value ?? ""));

    public string Raw(string field) => form[field].FirstOrDefault() ?? "";

    public IReadOnlyList<string> All(string field) => [.. form[field].Select(value => value ?? "")];

    /// <summary>A file that was sent; null where none was chosen.</summary>
    public IFormFile? File(string field) => form.Files.GetFile(field);

    /// <summary>One line; null where nothing was typed.</summary>
    public string? Line(string field, int longest = 200) => Typed.Text(Raw(field), longest) is { Length: > 0 } text ? text : null;

    /// <summary>Several lines; null where nothing was typed.</summary>
    public string? Text(string field, int longest = 2000) => Typed.Text(Raw(field), longest, lines: true) is { Length: > 0 } text ? text : null;

    public bool Is(string field) => Raw(field) is "true" or "yes" or "on";

    public int? Number(string field) => int.TryParse(Raw(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Day(string field) => DateOnly.TryParseExact(Raw(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day and a time of it on China's clocks, as <c>datetime-local</c> sends them.</summary>
    public DateTimeOffset? Moment(string field) =>
        DateTime.TryParseExact(Raw(field), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? new DateTimeOffset(moment, TimeSpan.FromHours(8)) : null;
}
