namespace Practice.Hosting;

/// <summary>Text in the address must be <see cref="PlainText"/>: anything else is 400 with its parameter.</summary>
/// <param name="path">Whether parts of the path are looked at too: where they are not checked otherwise before a store is asked.</param>
internal sealed class PlainTextFilter(bool path = false) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (path)
            foreach (var (name, value) in request.RouteValues)
                if (value is string part && !PlainText.Is(part))
                    return new(Refused(name));
        if (!request.QueryString.HasValue)
            return next(context);
        foreach (var (name, values) in request.Query)
            foreach (var value in values)
                if (value is not null && !PlainText.Is(value))
                    return new(Refused(PlainText.Is(name) ? name : "query"));
        return next(context);
    }

    private static IResult Refused(string field)
    {
        const string message = "This value holds characters that are not text.";
        return Problem.Of(400, $"{field}.invalid", message, new Dictionary<string, string[]> { [field] = [message] });
    }
}
