using Practice.Kernel;
using Practice.Months;

namespace Practice.Push;

/// <summary>Targets that somebody must see to.</summary>
public static class PushInbox
{
    public static IEnumerable<InboxItem> Of(Book book)
    {
        foreach (var target in book.All<PushTarget>())
        {
            if (target is { Status: PushStatus.Disabled, Reason: not "person" })
                yield return new("pushDisabled", target.Id, target.Name, null, null, null, false);
            else if (target is { Status: PushStatus.Active, Dead: > 0 })
                yield return new("pushDead", target.Id, target.Name, null, null, null, false);
        }
    }
}
