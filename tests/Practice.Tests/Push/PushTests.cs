using System.Net;
using System.Text;
using CsCheck;
using Practice.Push;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Push;

/// <summary>The laws of pushing: rates, pieces, answers, addresses, the way of a letter.</summary>
public sealed class PushTests
{
    private static readonly string[] Characters = ["水", "a", "。", "\n", "𠮷", "é", ",", "👍🏽"];

    [Fact]
    public void In_no_minute_does_a_robot_get_more_than_its_maker_allows() => Gen.Int[0, 20].Array[1, 120].Sample(waits =>
    {
        var (now, bucket, sent) = (Desk.At(3, 2), new TokenBucket(), new List<DateTimeOffset>());
        foreach (var wait in waits)
        {
            now = now.AddSeconds(wait);
            (var at, bucket) = bucket.Take(now, new(10, 8));
            sent.Add(at);
        }

        sent.Sort();
        for (var i = 0; i < sent.Count; i++)
            Assert.InRange(sent.Skip(i).TakeWhile(at => at < sent[i].AddMinutes(1)).Count(), 1, 18);
    });

    [Fact]
    public void The_pieces_of_a_text_are_the_text_and_no_character_is_broken() =>
        Gen.Select(Gen.Int[0, 7].Select(n => Characters[n]).Array[0, 300], Gen.Int[4, 90]).Sample((runes, most) =>
        {
            var text = string.Concat(runes);

            var pieces = TextSplit.Split(text, most);

            Assert.Equal(text, string.Concat(pieces));
            Assert.All(pieces, piece => Assert.InRange(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(piece), 1, most));
        });

    [Theory]
    [InlineData(PushKind.WeCom, 200, """{"errcode":0}""", PushVerdict.Accepted, null)]
    [InlineData(PushKind.WeCom, 200, """{"errcode":45009,"errmsg":"api freq out of limit"}""", PushVerdict.Throttled, "errcode 45009")]
    [InlineData(PushKind.WeCom, 200, """{"errcode":93000}""", PushVerdict.Refused, "errcode 93000")]
    [InlineData(PushKind.WeCom, 200, """{"errcode":-1}""", PushVerdict.Failed, "errcode -1")]
    [InlineData(PushKind.WeCom, 200, "<html>", PushVerdict.Failed, "answer.unreadable")]
    [InlineData(PushKind.WeCom, 200, "[]", PushVerdict.Failed, "answer.unreadable")]
    [InlineData(PushKind.DingTalk, 200, """{"errcode":310000}""", PushVerdict.Refused, "errcode 310000")]
    [InlineData(PushKind.DingTalk, 502, "", PushVerdict.Failed, "http 502")]
    [InlineData(PushKind.Webhook, 204, "", PushVerdict.Accepted, null)]
    [InlineData(PushKind.Webhook, 302, "", PushVerdict.Refused, "redirect")]
    [InlineData(PushKind.Webhook, 410, "", PushVerdict.Gone, "http 410")]
    [InlineData(PushKind.Webhook, 415, "", PushVerdict.Refused, "http 415")]
    [InlineData(PushKind.Webhook, 404, "", PushVerdict.Failed, "http 404")]
    public void A_200_may_say_no_and_every_answer_is_read(PushKind kind, int status, string body, PushVerdict verdict, string? code)
    {
        var read = PushAnswers.Read(kind, status, body, null);

        Assert.Equal((verdict, code), (read.Verdict, read.Code));
    }

    [Fact]
    public void Whoever_asks_to_be_left_alone_is_for_as_long_as_he_says()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), PushAnswers.Read(PushKind.Webhook, 429, "", TimeSpan.FromSeconds(90)).Wait);
        Assert.Equal(TimeSpan.FromMinutes(10), PushAnswers.Read(PushKind.DingTalk, 200, """{"errcode":130101}""", null).Wait);
        Assert.Equal(TimeSpan.FromHours(6), PushAnswers.Read(PushKind.Webhook, 503, "", TimeSpan.FromDays(400)).Wait);
        Assert.Equal(TimeSpan.FromSeconds(1), PushAnswers.Read(PushKind.Webhook, 429, "", TimeSpan.FromSeconds(-5)).Wait);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.119.25.1", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2408:8000::1", true)]
    public void Only_addresses_of_the_public_internet_are_written_to(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Contain(IPAddress.Parse(address)));

    [Fact]
    public void A_letter_that_fails_is_tried_again_later_and_later_and_then_given_up_with_its_reason()
    {
        var (desk, target) = With(PushKind.WeCom);
        var letter = Owed(desk, target);
        var waits = new List<double>();

        while (desk.Book.Find<Delivery>(letter)!.IsOwed)
        {
            Sent(desk, letter, new(PushVerdict.Failed, "timeout"));
            waits.Add(((desk.Book.Find<Delivery>(letter)!.NextAt ?? desk.Now) - desk.Now).TotalSeconds);
            desk.Now = desk.Book.Find<Delivery>(letter)!.NextAt ?? desk.Now;
        }

        Assert.Equal([15, 45, 135, 405, 1215, 3600, 3600, 0], waits);
        Assert.Equal((DeliveryStatus.Dead, "timeout", 8), (desk.Book.Find<Delivery>(letter)!.Status, desk.Book.Find<Delivery>(letter)!.Outcome, desk.Book.Find<Delivery>(letter)!.Attempts));
        Assert.Equal((0, 1, 8), (Target(desk, target).Waiting, Target(desk, target).Dead, Target(desk, target).Failures));
    }

    [Fact]
    public void A_target_that_fails_too_often_in_a_row_is_disabled_and_its_letters_wait_for_somebody()
    {
        var (desk, target) = With(PushKind.WeCom);
        var terms = PushTerms.Default with { DisableAfter = 2 };
        var (first, second) = (Owed(desk, target), Owed(desk, target));

        Sent(desk, first, new(PushVerdict.Failed, "timeout"), terms);
        Sent(desk, second, new(PushVerdict.Failed, "http 500"), terms);

        Assert.Equal((PushStatus.Disabled, "http 500", 2, 0), (Target(desk, target).Status, Target(desk, target).Reason, Target(desk, target).Dead, Target(desk, target).Waiting));
        Assert.Contains(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), item => item.Kind == "pushDisabled" && item.Subject == target);
        Assert.Equal("pushTarget.disabled", desk.Do(draft => DeliveryRules.Resend(draft, first))?.Code);
        Assert.Null(desk.Do(draft => PushTargetRules.Edit(draft, Desk.Terms, target, new(null, null, null, null, null, null, null, Active: true), null)));
        Assert.Null(desk.Do(draft => DeliveryRules.Resend(draft, first)));
        Sent(desk, first, new(PushVerdict.Accepted), terms);
        Assert.Equal((1, 0, 0), (Target(desk, target).Dead, Target(desk, target).Waiting, Target(desk, target).Failures));
    }

    [Fact]
    public void A_sender_that_died_is_followed_by_another_and_its_late_answer_changes_nothing()
    {
        var (desk, target) = With(PushKind.WeCom);
        var letter = Owed(desk, target);
        Assert.True(Claim(desk, letter));
        Assert.False(Claim(desk, letter));

        desk.Now += PushTerms.Lease;
        Assert.True(Claim(desk, letter));
        desk.Do(draft => { DeliveryRules.Answered(draft, letter, 0, 1, new(PushVerdict.Failed, "timeout"), 0.5, PushTerms.Default); return null; });

        Assert.Equal((DeliveryStatus.Sending, 2), (desk.Book.Find<Delivery>(letter)!.Status, desk.Book.Find<Delivery>(letter)!.Attempts));
    }

    [Fact]
    public void Parts_that_arrived_are_not_sent_again()
    {
        var (desk, target) = With(PushKind.WeCom);
        var letter = Owed(desk, target);

        Sent(desk, letter, new(PushVerdict.Accepted, Parts: 3));
        Answered(desk, letter, new(PushVerdict.Failed, "connection", Parts: 3));
        desk.Now = desk.Book.Find<Delivery>(letter)!.NextAt!.Value;
        Assert.Equal((DeliveryStatus.Waiting, 1), (desk.Book.Find<Delivery>(letter)!.Status, desk.Book.Find<Delivery>(letter)!.Part));
        Sent(desk, letter, new(PushVerdict.Accepted, Parts: 3));
        Answered(desk, letter, new(PushVerdict.Accepted, Parts: 3));

        Assert.Equal((DeliveryStatus.Delivered, 3), (desk.Book.Find<Delivery>(letter)!.Status, desk.Book.Find<Delivery>(letter)!.Part));
    }

    [Fact]
    public void More_letters_than_a_robot_takes_wait_for_their_tokens()
    {
        var (desk, target) = With(PushKind.WeCom);
        var letters = Enumerable.Range(0, 10).Select(_ => Owed(desk, target)).ToList();

        var sent = letters.Count(letter => Claim(desk, letter));

        Assert.Equal(8, sent);
        Assert.Equal([6, 12], letters.Skip(8).Select(letter => (desk.Book.Find<Delivery>(letter)!.NextAt!.Value - desk.Now).TotalSeconds));
        desk.Now = desk.Now.AddSeconds(6);
        Assert.True(Claim(desk, letters[8]));
    }

    [Fact]
    public void A_throttled_target_holds_all_its_letters()
    {
        var (desk, target) = With(PushKind.DingTalk);
        var (first, second) = (Owed(desk, target), Owed(desk, target));

        Sent(desk, first, new(PushVerdict.Throttled, "errcode 130101", TimeSpan.FromMinutes(10)));

        Assert.False(Claim(desk, second));
        Assert.Equal(desk.Now.AddMinutes(10), desk.Book.Find<Delivery>(second)!.NextAt);
        Assert.Equal(0, Target(desk, target).Failures);
    }

    [Fact]
    public void A_digest_is_told_once_a_day_and_after_an_outage_only_the_present_day_is()
    {
        var (desk, target) = With(PushKind.WeCom, digestAt: "08:30", workdays: true);
        Assert.Equal(Desk.At(3, 2, 8).AddMinutes(30), Target(desk, target).NextDigest);

        desk.Now = Desk.At(3, 5, 10);
        Tell(desk, target);
        Tell(desk, target);

        Assert.Single(desk.Book.All<Delivery>());
        Assert.Equal(Desk.At(3, 6, 8).AddMinutes(30), Target(desk, target).NextDigest);
        desk.Now = Desk.At(3, 6, 9);
        Tell(desk, target);
        Assert.Equal(Desk.At(3, 9, 8).AddMinutes(30), Target(desk, target).NextDigest);
    }

    [Fact]
    public void What_is_decided_is_owed_to_those_who_subscribed_in_the_same_decision()
    {
        var (desk, target) = With(PushKind.Webhook, events: ["need.submitted", "order.*"]);

        var need = desk.Submit();

        var letter = Assert.Single(desk.Book.All<Delivery>());
        Assert.Equal(("need.submitted", need, target), (letter.Name, letter.Subject, letter.Target));
        Assert.Equal(1, Target(desk, target).Waiting);
        var refused = desk.Do(draft => PushTargetRules.Add(draft, Desk.Terms, Added(PushKind.Webhook, events: ["link.issued"]), out _));
        Assert.Equal("events.invalid", refused?.Code);
        Assert.Equal("events.invalid", desk.Do(draft => PushTargetRules.Add(draft, Desk.Terms, Added(PushKind.WeCom, events: ["need.*"]), out _))?.Code);
    }

    private static AddPushTarget Added(PushKind kind, string? digestAt = null, bool workdays = false, string[]? events = null) =>
        new(Desk.Unit, kind, "工作群", "example.com", "sealed", null, digestAt, workdays, [.. events ?? []]);

    private static (Desk Desk, string Target) With(PushKind kind, string? digestAt = null, bool workdays = false, string[]? events = null)
    {
        var (desk, id) = (new Desk { Follows = true }, "");
        Assert.Null(desk.Do(draft => PushTargetRules.Add(draft, Desk.Terms, Added(kind, digestAt, workdays, events), out id)));
        return (desk, id);
    }

    private static string Owed(Desk desk, string target)
    {
        var id = "";
        Assert.Null(desk.Do(draft => DeliveryRules.Push(draft, target, Delivery.Message, "明天见", out id)));
        return id;
    }

    private static bool Claim(Desk desk, string letter, PushTerms? terms = null)
    {
        var claimed = false;
        desk.Do(draft =>
        {
            claimed = DeliveryRules.Claim(draft, letter, terms ?? PushTerms.Default);
            return null;
        });
        return claimed;
    }

    private static void Sent(Desk desk, string letter, PushAnswer answer, PushTerms? terms = null)
    {
        Assert.True(Claim(desk, letter, terms));
        Answered(desk, letter, answer, terms);
    }

    private static void Answered(Desk desk, string letter, PushAnswer answer, PushTerms? terms = null)
    {
        var claimed = desk.Book.Find<Delivery>(letter)!;
        desk.Do(draft =>
        {
            DeliveryRules.Answered(draft, letter, claimed.Part, claimed.Attempts, answer, 0.5, terms ?? PushTerms.Default);
            return null;
        });
    }

    private static void Tell(Desk desk, string target) => desk.Do(draft =>
    {
        PushTargetRules.Tell(draft, Desk.Terms, target, "今天没事");
        return null;
    });

    private static PushTarget Target(Desk desk, string id) => desk.Book.Find<PushTarget>(id)!;
}
