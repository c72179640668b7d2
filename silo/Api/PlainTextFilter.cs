using Practice.Hosting;

namespace Practice.Silo.Api;

/// <summary>Text in the address must be <see cref="PlainText"/>: anything else is 400 with its parameter.</summary>
internal sealed class PlainTextFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!context.HttpContext.Request.QueryString.HasValue)
            return next(context);
        foreach (var (name, values) in context.HttpContext.Request.Query)
            foreach (var value in values)
                if (value is not null && !PlainText.Is(value))
                    return new(Answer.Malformed(PlainText.Is(name) ? name : "query", "This value holds characters that are not text."));
        return next(context);
    }
}
