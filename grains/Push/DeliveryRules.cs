using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Push;

/// <summary>The way of a letter: owed, claimed by a sender, arrived in parts, tried again, given up, sent again.</summary>
/// <remarks>
/// Laws: a letter is sent by one sender at a time, and a claim whose sender died is claimed again; a target is sent no more than its rate; a
/// part that has arrived is not sent again; what is given up says why and can be sent again. Claiming and answering are one decision each,
/// so a restart finds every letter where it was.
/// </remarks>
public static class DeliveryRules
{
    public const int MostWaiting = 1000, LongestContent = 20_000;

    /// <summary>A text that a target is owed.</summary>
    public static string Queue(Draft draft, PushTarget target, string topic, string content)
    {
        var (id, numbers) = Number(draft);
        draft.Record(new PushQueued(target.Id, topic), new Delivery { Id = id, CreatedAt = draft.Now, Target = target.Id, Topic = topic, Content = content, NextAt = draft.Now });
        draft.Keep(numbers);
        draft.Keep(target with { Waiting = target.Waiting + 1 });
        return id;
    }

    /// <summary>What has just been decided, to those who subscribe to it: owed in the same decision.</summary>
    public static void Follow(Draft draft)
    {
        var subscribed = draft.Book.All<PushTarget>().Where(t => t is { Status: PushStatus.Active, Kind: PushKind.Webhook, Events.Length: > 0 }).ToList();
        if (subscribed.Count == 0)
            return;
        var happened = draft.Events.ToList();
        foreach (var known in subscribed)
        {
            var target = known;
            foreach (var e in happened.Where(e => PushTopics.Matches(known.Events, e.Type)))
            {
                if (target.Waiting >= MostWaiting)
                {
                    target = target with { Skipped = target.Skipped + 1 };
                    continue;
                }

                var (id, numbers) = Number(draft);
                draft.Keep(new Delivery { Id = id, CreatedAt = draft.Now, Target = target.Id, Topic = Delivery.Event, Name = e.Type, Subject = e.Item, Seq = e.Seq, NextAt = draft.Now });
                draft.Keep(numbers);
                target = target with { Waiting = target.Waiting + 1 };
            }

            if (!ReferenceEquals(target, known))
                draft.Keep(target);
        }
    }

    public static Refusal? Push(Draft draft, string targetId, string topic, string content, out string id)
    {
        id = "";
        if (PushTargetRules.Find(draft.Book, targetId) is not { } target)
            return Refusal.NotFound("pushTarget", targetId);
        if (target.Status != PushStatus.Active)
            return Refusal.Conflict("pushTarget.disabled", "The target is disabled; enable it first.");
        if (string.IsNullOrWhiteSpace(content) || content.Length > LongestContent)
            return Refusal.Malformed("text.invalid", $"A text has 1 to {LongestContent} characters.");
        if (target.Waiting >= MostWaiting)
            return Refusal.Rule("pushTarget.full", $"{target.Waiting} letters wait for this target.");
        id = Queue(draft, target, topic, content);
        return null;
    }

    /// <summary>Takes a letter for one sender, or tells it to wait. Answers whether it is to be sent now.</summary>
    public static bool Claim(Draft draft, string id, PushTerms terms)
    {
        if (draft.Book.Find<Delivery>(id) is not { IsOwed: true } delivery || delivery.NextAt > draft.Now)
            return false;
        if (PushTargetRules.Find(draft.Book, delivery.Target) is not { Status: PushStatus.Active } target)
            return GiveUp(draft, delivery, "target.disabled");
        if (delivery.Attempts >= terms.Attempts)
            return GiveUp(draft, delivery, delivery.Outcome ?? "outcome.unknown");
        if (target.HeldUntil is { } held && held > draft.Now)
            return Postpone(draft, delivery with { Cleared = false }, held);
        if (!delivery.Cleared)
        {
            var (at, bucket) = new TokenBucket(target.FullAt).Take(draft.Now, PushLimits.RateOf(target));
            target = target with { FullAt = bucket.FullAt };
            if (at > draft.Now)
            {
                Postpone(draft, delivery with { Cleared = true }, at);
                draft.Keep(target);
                return false;
            }
        }

        draft.Record(new PushAttempted(delivery.Part + 1, delivery.Attempts + 1), delivery with
        {
            Status = DeliveryStatus.Sending, Attempts = delivery.Attempts + 1, Cleared = false, NextAt = draft.Now + PushTerms.Lease,
        });
        draft.Keep(target);
        return true;
    }

    /// <summary>What became of an attempt. Answers whether the next part is to be sent at once.</summary>
    public static bool Answered(Draft draft, string id, int part, int attempt, PushAnswer answer, double jitter, PushTerms terms)
    {
        // Somebody else has claimed it meanwhile, or it was given up with its target: this answer comes too late.
        if (draft.Book.Find<Delivery>(id) is not { Status: DeliveryStatus.Sending } delivery || delivery.Part != part || delivery.Attempts != attempt
            || draft.Book.Find<PushTarget>(delivery.Target) is not { } target)
            return false;
        switch (answer.Verdict)
        {
            case PushVerdict.Accepted when part + 1 < answer.Parts:
                draft.Record(new PushPartDelivered(part + 1), delivery with { Part = part + 1, Attempts = 0, Status = DeliveryStatus.Waiting, NextAt = draft.Now, Outcome = null });
                draft.Keep(target with { Failures = 0 });
                return Claim(draft, id, terms);
            case PushVerdict.Accepted:
                draft.Record(new PushDelivered(), delivery with { Part = part + 1, Status = DeliveryStatus.Delivered, NextAt = null, Outcome = null, EndedAt = draft.Now });
                draft.Keep(target with { Failures = 0, Waiting = target.Waiting - 1 });
                return false;
            case PushVerdict.Throttled:
                if (delivery.Attempts >= terms.Attempts)
                    GiveUp(draft, delivery, answer.Code!);
                else
                    Retry(draft, delivery, answer.Code!, draft.Now + answer.Wait);
                draft.Keep(draft.Book.Find<PushTarget>(target.Id)! with { HeldUntil = draft.Now + answer.Wait });
                return false;
            case PushVerdict.Gone:
                PushTargetRules.Disable(draft, target.Id, answer.Code!);
                return false;
        }

        var failures = target.Failures + 1;
        if (answer.Verdict == PushVerdict.Refused || delivery.Attempts >= terms.Attempts)
            GiveUp(draft, delivery, answer.Code!);
        else
            Retry(draft, delivery, answer.Code!, draft.Now + terms.Wait(delivery.Attempts, jitter));
        draft.Keep(draft.Book.Find<PushTarget>(target.Id)! with { Failures = failures });
        if (failures >= terms.DisableAfter)
            PushTargetRules.Disable(draft, target.Id, answer.Code!);
        return false;
    }

    public static Refusal? Resend(Draft draft, string id)
    {
        if (draft.Book.Find<Delivery>(id) is not { } delivery)
            return Refusal.NotFound("delivery", id);
        if (delivery.Status != DeliveryStatus.Dead)
            return Refusal.Conflict("delivery.state", $"The letter is {Json.Name(delivery.Status)}; only one that was given up is sent again.");
        if (PushTargetRules.Find(draft.Book, delivery.Target) is not { Status: PushStatus.Active } target)
            return Refusal.Conflict("pushTarget.disabled", "The target is disabled; enable it first.");
        draft.Record(new PushResent(), delivery with { Status = DeliveryStatus.Waiting, Attempts = 0, NextAt = draft.Now, EndedAt = null });
        draft.Keep(target with { Dead = Math.Max(0, target.Dead - 1), Waiting = target.Waiting + 1 });
        return null;
    }

    public static void GiveUpAll(Draft draft, string target, string outcome)
    {
        foreach (var delivery in draft.Book.All<Delivery>().Where(d => d.IsOwed && d.Target == target).ToList())
            GiveUp(draft, delivery, outcome);
    }

    private static bool GiveUp(Draft draft, Delivery delivery, string outcome)
    {
        draft.Record(new PushGivenUp(outcome), delivery with { Status = DeliveryStatus.Dead, NextAt = null, Outcome = outcome, EndedAt = draft.Now });
        if (draft.Book.Find<PushTarget>(delivery.Target) is { } target)
            draft.Keep(target with { Waiting = target.Waiting - 1, Dead = target.Dead + 1 });
        return false;
    }

    private static bool Postpone(Draft draft, Delivery delivery, DateTimeOffset until)
    {
        draft.Record(new PushPostponed(until), delivery with { Status = DeliveryStatus.Waiting, NextAt = until });
        return false;
    }

    private static void Retry(Draft draft, Delivery delivery, string outcome, DateTimeOffset at) =>
        draft.Record(new PushFailed(outcome, at), delivery with { Status = DeliveryStatus.Waiting, NextAt = at, Outcome = outcome });

    private static (string Id, UnitNumbers Numbers) Number(Draft draft)
    {
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Deliveries = numbers.Deliveries + 1 };
        return (Ids.Delivery(draft.Book.Only<UnitProfile>()!.Id, numbers.Deliveries), numbers);
    }
}
