using Practice.Months;

namespace Practice.Silo.Api;

/// <summary>A publication as a file: one sheet for both kinds of line, as it is printed and posted.</summary>
internal static class PublicationSheet
{
    public static readonly IReadOnlyList<(string, Func<object, object?>)> Columns =
    [
        ("state", line => line is FulfilledLine ? "fulfilled" : "unfulfilled"),
        ("need", line => line is FulfilledLine met ? met.Need : ((UnfulfilledLine)line).Need),
        ("title", line => line is FulfilledLine met ? met.Title : ((UnfulfilledLine)line).Title),
        ("category", line => line is FulfilledLine met ? met.Category : ((UnfulfilledLine)line).Category),
        ("teams", line => line is FulfilledLine met ? string.Join('、', met.Teams) : null),
        ("doneOn", line => (line as FulfilledLine)?.DoneOn),
        ("onTime", line => (line as FulfilledLine)?.OnTime),
        ("rating", line => (line as FulfilledLine)?.Rating?.Mean),
        ("ratings", line => (line as FulfilledLine)?.Rating?.Count),
        ("reason", line => (line as UnfulfilledLine)?.Reason),
        ("steps", line => line is UnfulfilledLine owed ? string.Join('；', owed.Steps) : null),
        ("promisedDate", line => (line as UnfulfilledLine)?.PromisedDate),
        ("responsible", line => (line as UnfulfilledLine)?.Responsible),
        ("brokenPromises", line => line is FulfilledLine met ? met.BrokenPromises : ((UnfulfilledLine)line).BrokenPromises),
    ];
}
