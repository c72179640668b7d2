using Practice.Needs;
using Practice.Resources;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Resources;

/// <summary>What a line of the resource list and a booking may be, at their very limits.</summary>
public sealed class ResourceShapeTests
{
    private static readonly AddResource Fine = new() { Kind = ResourceKind.Equipment, Name = "梯子", Quantity = 3 };

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(0, "name.invalid")]
    [InlineData(80, null)]
    [InlineData(81, "name.invalid")]
    public void A_name_has_1_to_80_characters(int length, string? code) => Assert.Equal(code, Add(Fine with { Name = new string('名', length) }));

    [Theory]
    [InlineData(80, 500, null)]
    [InlineData(81, 500, "name.invalid")]
    [InlineData(80, 501, "note.tooLong")]
    public void A_public_name_and_a_note_keep_their_limits(int name, int note, string? code) =>
        Assert.Equal(code, Add(Fine with { PublicName = new string('名', name), Note = new string('记', note) }));

    [Theory]
    [InlineData(20, 40, null)]
    [InlineData(21, 1, "skills.invalid")]
    [InlineData(1, 41, "skills.invalid")]
    [InlineData(1, 0, "skills.invalid")]
    public void Skills_are_at_most_20_short_codes(int skills, int length, string? code) => Assert.Equal(code, Add(Fine with { Skills = [.. Enumerable.Repeat(new string('x', length), skills)] }));

    [Theory]
    [InlineData(21, null)]
    [InlineData(22, "hours.invalid")]
    public void Hours_are_at_most_21_intervals(int hours, string? code) => Assert.Equal(code, Add(Fine with { Hours = [.. Enumerable.Repeat(new OpeningHours(1, "08:00", "09:00"), hours)] }));

    [Fact]
    public void Kind_category_place_and_hours_must_be()
    {
        Assert.Equal("kind.invalid", Add(Fine with { Kind = (ResourceKind)99 }));
        Assert.Equal("category.unknown", Add(Fine with { Category = "gambling" }));
        Assert.Equal("hours.invalid", Add(Fine with { Hours = [new(1, "09:00", "08:00")] }));
        Assert.Equal("location.invalid", Add(Fine with { Location = new() { Lat = 91, Lon = 0 } }));
        Assert.Null(Add(Fine with { Kind = ResourceKind.SkilledPerson, Quantity = 1, Skills = ["electrical"], Category = "lifeService" }));
    }

    [Fact]
    public void An_edit_changes_what_it_names_and_nothing_else()
    {
        var id = Made(Fine with { Note = "旧", PublicName = "公用梯子", Contact = new("ref-1", [1], "张*", null) });
        var before = _desk.Book.Find<Resource>(id)!;

        Assert.Null(Edit(id, new() { Quantity = 5, Note = " " }, before.Version));

        var after = _desk.Book.Find<Resource>(id)!;
        Assert.Equal(before with { Quantity = 5, Note = null, Version = after.Version }, after);
        Assert.Equal("version.stale", Edit(id, new() { Quantity = 6 }, before.Version));
        Assert.Null(Edit(id, new(), null));
        Assert.True(_desk.Last!.IsEmpty);
        Assert.Null(Edit(id, new() { Contact = new("ref-2", [2], "李*", null) }, null));
        Assert.Equal(("ref-2", "李*"), (_desk.Book.Find<Resource>(id)!.ContactRef, _desk.Book.Find<Resource>(id)!.ContactName));
        Assert.Equal("resource.notFound", Edit(Desk.Unit + "-R999", new(), null));
    }

    [Fact]
    public void Looking_at_a_contact_is_written_down_unless_it_is_ones_own()
    {
        var (with, without) = (Made(Fine with { Contact = new("ref-1", [1], "张*", null) }), Made(Fine));

        Assert.Null(_desk.Do(draft => ResourceRules.ReadContact(draft, with, null)));
        Assert.True(_desk.Last!.IsEmpty);
        Assert.Null(_desk.Do(draft => ResourceRules.ReadContact(draft, with, "clerk-1")));
        Assert.Equal("contact.read", Assert.Single(_desk.Last!.Events).Type);
        Assert.Equal("contact.notFound", _desk.Do(draft => ResourceRules.ReadContact(draft, without, "clerk-1"))?.Code);
        Assert.Equal("resource.notFound", _desk.Do(draft => ResourceRules.ReadContact(draft, "x", "clerk-1"))?.Code);
    }

    [Fact]
    public void A_booking_lasts_at_most_31_days_and_begins_within_a_year()
    {
        var id = Made(Fine);
        var now = _desk.Now;

        Assert.Equal("slot.invalid", Book(id, now.AddHours(1), now.AddHours(1)));
        Assert.Equal("slot.invalid", Book(id, now.AddHours(-1), now));
        Assert.Null(Book(id, now.AddHours(-1), now.AddTicks(1)));
        Assert.Null(Book(id, now.AddHours(1), now.AddHours(1) + BookingRules.Longest));
        Assert.Equal("slot.invalid", Book(id, now.AddHours(1), now.AddHours(1).AddTicks(1) + BookingRules.Longest));
        Assert.Null(Book(id, now + BookingRules.Farthest, now.AddHours(1) + BookingRules.Farthest));
        Assert.Equal("slot.invalid", Book(id, now.AddTicks(1) + BookingRules.Farthest, now.AddHours(1) + BookingRules.Farthest));
    }

    [Fact]
    public void A_booking_asks_for_what_there_is_and_says_for_what()
    {
        var id = Made(Fine);
        var slot = (From: _desk.Now.AddHours(1), Until: _desk.Now.AddHours(2));

        Assert.Equal("quantity.tooMany", Code(new(slot.From, slot.Until, 0)));
        Assert.Equal("quantity.tooMany", Code(new(slot.From, slot.Until, 4)));
        Assert.Equal("purpose.invalid", Code(new(slot.From, slot.Until, 1, (BookingPurpose)99)));
        Assert.Equal("reference.tooLong", Code(new(slot.From, slot.Until, 1, BookingPurpose.Meeting, new string('x', 61))));
        Assert.Null(Code(new(slot.From, slot.Until, 3, BookingPurpose.Meeting, new string('x', 60))));
        var full = _desk.Do(draft => BookingRules.Book(draft, id, new(slot.From, slot.Until), out _));
        Assert.Equal(("resource.full", id + "-B0001"), (full?.Code, Assert.Single(full!.Subjects!)));

        string? Code(BookResource command) => _desk.Do(draft => BookingRules.Book(draft, id, command, out _))?.Code;
    }

    [Fact]
    public void What_is_past_is_not_cancelled_and_what_is_off_the_list_not_booked()
    {
        var id = Made(Fine);
        Assert.Null(Book(id, _desk.Now.AddHours(1), _desk.Now.AddHours(2)));
        Assert.Equal("booking.notFound", Cancel(id + "-B0002"));
        _desk.Now = _desk.Now.AddHours(2);
        Assert.Equal("booking.over", Cancel(id + "-B0001"));
        Assert.Null(Edit(id, new() { Active = false }, null));

        Assert.Equal("resource.inactive", Book(id, _desk.Now.AddHours(1), _desk.Now.AddHours(2)));
        Assert.Equal("resource.notFound", Book("x", _desk.Now.AddHours(1), _desk.Now.AddHours(2)));
    }

    private string? Add(AddResource command) => _desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, command, out _))?.Code;

    private string Made(AddResource command)
    {
        var id = "";
        Assert.Null(_desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, command, out id)));
        return id;
    }

    private string? Edit(string id, EditResource edit, long? seen) => _desk.Do(draft => ResourceRules.Edit(draft, Desk.Terms, id, edit, seen))?.Code;

    private string? Book(string id, DateTimeOffset from, DateTimeOffset until) => _desk.Do(draft => BookingRules.Book(draft, id, new(from, until), out _))?.Code;

    private string? Cancel(string booking) => _desk.Do(draft => BookingRules.Cancel(draft, booking))?.Code;
}
