using CsCheck;
using Practice.Kernel;
using Practice.Resources;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Resources;

public sealed class BookingTests
{
    private static readonly Gen<(int Kind, int From, int Length, int Quantity)[]> Histories =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 200], Gen.Int[1, 40], Gen.Int[1, 6]).Array[1, 60];

    [Fact]
    public void At_no_instant_is_more_booked_than_there_is() => Histories.Sample(steps =>
    {
        var desk = new Desk();
        var id = Add(desk, 4);
        foreach (var (kind, from, length, quantity) in steps)
        {
            if (kind <= 3)
                Book(desk, id, new(desk.Now.AddHours(from + 1), desk.Now.AddHours(from + 1 + length), quantity));
            else if (kind == 4 && desk.Book.All<Booking>().ToList() is { Count: > 0 } all)
                desk.Do(draft => BookingRules.Cancel(draft, all[from % all.Count].Id));
            else
                desk.Do(draft => ResourceRules.Edit(draft, Desk.Terms, id, new() { Quantity = quantity }, null));

            var resource = desk.Book.Find<Resource>(id)!;
            var live = BookingRules.Live(desk.Book, id).ToList();
            foreach (var at in live.Select(b => b.Slot.From))
                Assert.InRange(live.Where(b => b.Slot.From <= at && at < b.Slot.Until).Sum(b => b.Quantity), 1, resource.Quantity);
        }
    }, iter: 200);

    [Fact]
    public void Bookings_that_only_touch_do_not_clash()
    {
        var desk = new Desk();
        var id = Add(desk, 1);

        Assert.Null(Book(desk, id, Slot(3, 9, 11)));
        Assert.Null(Book(desk, id, Slot(3, 11, 12)));
        Assert.Equal("resource.full", Book(desk, id, Slot(3, 10, 12))?.Code);
    }

    [Fact]
    public void What_is_cancelled_is_free_again()
    {
        var desk = new Desk();
        var id = Add(desk, 1);
        Book(desk, id, Slot(3, 9, 11));

        Assert.Null(desk.Do(draft => BookingRules.Cancel(draft, id + "-B0001")));

        Assert.Null(Book(desk, id, Slot(3, 9, 11)));
    }

    [Fact]
    public void Outside_its_hours_a_resource_cannot_be_had()
    {
        var desk = new Desk();
        var id = Add(desk, 1, new OpeningHours(2, "08:30", "12:00"), new OpeningHours(2, "12:00", "20:30"));

        Assert.Null(Book(desk, id, Slot(3, 11, 13)));
        Assert.Equal("resource.closed", Book(desk, id, Slot(3, 7, 9))?.Code);
        Assert.Equal("resource.closed", Book(desk, id, Slot(4, 9, 10))?.Code);
    }

    [Fact]
    public void A_resource_with_bookings_to_come_stays_on_the_list()
    {
        var desk = new Desk();
        var id = Add(desk, 1);
        Book(desk, id, Slot(3, 9, 11));

        var refusal = desk.Do(draft => ResourceRules.Edit(draft, Desk.Terms, id, new() { Active = false }, null));

        Assert.Equal("resource.booked", refusal?.Code);
        Assert.Equal([id + "-B0001"], refusal!.Subjects!);
    }

    [Fact]
    public void A_booking_closes_once_its_time_is_past()
    {
        var desk = new Desk();
        var id = Add(desk, 1);
        Book(desk, id, Slot(3, 9, 11));
        desk.Now = Desk.At(3, 3, 11);

        desk.Do(draft =>
        {
            BookingRules.Close(draft, draft.Book.Find<Booking>(id + "-B0001")!);
            return null;
        });

        Assert.False(desk.Book.Find<Booking>(id + "-B0001")!.Facets.Open);
    }

    [Theory]
    [InlineData(0, "quantity.invalid")]
    [InlineData(10_001, "quantity.invalid")]
    public void A_resource_has_a_sensible_quantity(int quantity, string code) =>
        Assert.Equal(code, new Desk().Do(draft => ResourceRules.Add(draft, Desk.Terms, new() { Kind = ResourceKind.Equipment, Name = "折叠桌", Quantity = quantity }, out _))?.Code);

    [Fact]
    public void A_skilled_person_is_one_and_has_a_skill()
    {
        var desk = new Desk();

        Assert.Equal("skills.missing", desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, new() { Kind = ResourceKind.SkilledPerson, Name = "水电师傅" }, out _))?.Code);
        Assert.Equal("quantity.person", desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, new() { Kind = ResourceKind.Expert, Name = "农技专家", Quantity = 2 }, out _))?.Code);
    }

    private static string Add(Desk desk, int quantity, params OpeningHours[] hours)
    {
        var id = "";
        Assert.Null(desk.Do(draft => ResourceRules.Add(draft, Desk.Terms, new() { Kind = ResourceKind.Equipment, Name = "流动音响", Quantity = quantity, Hours = [.. hours] }, out id)));
        return id;
    }

    private static Refusal? Book(Desk desk, string id, BookResource command) => desk.Do(draft => BookingRules.Book(draft, id, command, out _));

    private static BookResource Slot(int day, int from, int until) => new(Desk.At(3, day, from), Desk.At(3, day, until));
}
