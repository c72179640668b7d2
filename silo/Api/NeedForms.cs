using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>A need as it is sent in becomes the command that the rules read: what is required is there, the contact is sealed.</summary>
internal static class NeedForms
{
    /// <param name="desk">Whether staff enter it for somebody; otherwise it belongs to the caller.</param>
    public static IResult? Read(NeedRequest request, PersonVault vault, Caller caller, bool desk, out SubmitNeed command)
    {
        command = new();
        if (Required(request) is { } missing)
            return missing;
        if (ContactSealing.Seal(vault, request.Contact, out var contact) is { } refusal)
            return Answer.From(refusal);
        command = new SubmitNeed
        {
            Title = request.Title!, Description = request.Description, Category = request.Category!, Urgency = request.Urgency ?? Urgency.Normal,
            Channel = request.Channel!.Value, Service = request.Service, ReceivedAt = request.ReceivedAt, IntakePoint = request.IntakePoint,
            SlipNo = request.SlipNo, People = request.People ?? 1, Wanted = request.Wanted, Location = request.Location, Contact = contact,
            OnBehalf = desk || request.OnBehalf, Deliveries = request.Deliveries ?? [], Coverage = request.Coverage ?? [],
            Resident = desk ? null : caller.Person ?? caller.Subject, OutsideNumber = request.OutsideNumber, ReplyBy = request.ReplyBy, Photos = request.Photos ?? [], WishValue = request.WishValue,
        };
        return null;
    }

    private static IResult? Required(NeedRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Title))
            errors["title"] = ["A title is required."];
        if (string.IsNullOrWhiteSpace(request.Category))
            errors["category"] = ["A category is required; see GET /units/{code}/categories."];
        if (request.Channel is null)
            errors["channel"] = ["A channel is required."];
        return errors.Count == 0 ? null : Practice.Hosting.Problem.Of(400, "need.incomplete", "Something that is required is missing.", errors);
    }
}
