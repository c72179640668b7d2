using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>Reading how to reach somebody leaves a record that he can see: who, when, nothing else.</summary>
public static class AccessRules
{
    /// <param name="reader">The staff account or team that reads; null = the person himself, which needs no record.</param>
    public static Refusal? Read(Draft draft, string id, string? reader)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.ContactRef is null)
            return Refusal.NotFound("contact", id);
        if (reader is not null)
            draft.Record(new ContactRead(need.ContactRef), need);
        return null;
    }
}

[EventName("contact.read")]
public sealed record ContactRead(string Person) : DomainEvent;
