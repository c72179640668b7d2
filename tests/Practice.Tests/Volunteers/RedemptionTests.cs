using CsCheck;
using Practice.Exchange;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Serving;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Points for things: stock and points are never below zero, and what is not handed over comes back.</summary>
public sealed class RedemptionTests
{
    private const string Unit = "321203001", Towel = Unit + "-X001";

    [Fact]
    public void Points_are_set_aside_before_the_unit_is_asked()
    {
        var draft = Rich();
        Assert.Null(RedemptionRules.Redeem(draft, Number, Ask(20), minor: false, Self, out var id));

        Assert.Equal((10L, 20L), (draft.Points(), draft.Points(LedgerBook.Redeemed)));
        Assert.Equal((Ids.UnitStream(Unit), new StockAsked(id, Towel, 1, 20)), (draft.Messages[0].To, draft.Messages[0].Message));
        Assert.Equal("points.short", RedemptionRules.Redeem(draft.Then(), Number, Ask(20), minor: false, Self, out _)?.Code);
        Holds(draft.Book);
    }

    [Fact]
    public void What_is_refused_or_not_picked_up_comes_back_once_with_the_life_it_had()
    {
        var draft = Rich();
        RedemptionRules.Redeem(draft, Number, Ask(20), minor: false, Self, out var id);
        var lots = PointsRules.Lots(Rich().Book).Select(lot => (lot.ExpiresAt, lot.Remaining));

        draft = draft.Then();
        RedemptionRules.Take(draft, new StockRefused(id, "stock.short"));
        draft = draft.Then();
        RedemptionRules.Take(draft, new StockRefused(id, "stock.short"));
        RedemptionRules.Take(draft, new PickUpEnded(id, PickUp.TimedOut));

        Assert.True(draft.IsEmpty);
        Assert.Equal(30, draft.Points());
        Assert.Equal(lots, PointsRules.Lots(draft.Book).Select(lot => (lot.ExpiresAt, lot.Remaining)));
        Holds(draft.Book);
    }

    [Fact]
    public void A_minors_points_are_redeemed_by_the_guardian()
    {
        var draft = Registered(Fifteen, Mother()).Serve(1, Slot(1, 4), 180).Then();

        Assert.Equal("redemption.guardian", RedemptionRules.Redeem(draft, Number, Ask(20), minor: true, Self, out _)?.Code);
        Assert.Null(RedemptionRules.Redeem(draft, Number, Ask(20), minor: true, Guardian, out _));
    }

    [Fact]
    public void One_person_has_no_more_of_it_a_month_than_the_item_says()
    {
        var draft = Rich();
        Assert.Null(RedemptionRules.Redeem(draft, Number, Ask(5) with { PerMonth = 1 }, minor: false, Self, out var id));
        Assert.Equal("redemption.limit", RedemptionRules.Redeem(draft.Then(), Number, Ask(5) with { PerMonth = 1 }, minor: false, Self, out _)?.Code);

        draft = draft.Then();
        RedemptionRules.Take(draft, new PickUpEnded(id, PickUp.Cancelled));

        Assert.Null(RedemptionRules.Redeem(draft.Then(), Number, Ask(5) with { PerMonth = 1 }, minor: false, Self, out _));
    }

    [Fact]
    public void A_changed_price_is_refused_by_the_unit()
    {
        var draft = Shelf(5);
        ExchangeRules.Take(draft, "volunteer-" + Number, new StockAsked("r", Towel, 1, 19));

        Assert.Equal(new StockRefused("r", "price.changed"), Assert.Single(draft.Messages).Message);
    }

    [Fact]
    public void In_every_history_the_shelf_counts_right_and_is_never_below_empty() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 12], Gen.Int[1, 3]).Array[1, 60].Sample(history =>
    {
        var (draft, added, now) = (Shelf(6), 6, Monday);
        foreach (var (kind, n, quantity) in history)
        {
            now = now.AddDays(quantity - 1);
            draft = draft.Then(now);
            var (id, from) = ($"{Number}-X{n:D4}", Ids.VolunteerStream(Number));
            switch (kind)
            {
                case 0 or 1:
                    ExchangeRules.Take(draft, from, new StockAsked(id, Towel, quantity, 20));
                    break;
                case 2:
                    ExchangeRules.Take(draft, from, new StockLetGo(id));
                    break;
                case 3:
                    ExchangeRules.HandOver(draft, id);
                    break;
                case 4 when draft.Book.Find<PickUp>(id) is { } pickUp:
                    ExchangeRules.Expire(draft, pickUp);
                    break;
                case 5 when ExchangeRules.Edit(draft, Towel, new(null, null, null, n - 6, null, null, null, null), null) is null:
                    added += n - 6;
                    break;
            }

            var item = draft.Book.Find<ExchangeItem>(Towel)!;
            Assert.True(item.Stock >= 0);
            Assert.Equal(added, item.Stock + item.Waiting + item.HandedOver);
            Assert.Equal(item.Waiting, draft.Book.All<PickUp>().Where(p => p.IsOpen).Sum(p => p.Quantity));
        }
    }, iter: 500);

    private static RedeemItem Ask(int price) => new(Towel, Unit, "毛巾", price, 1, 0);

    private static Draft Rich() => Registered().Serve(1, Slot(1, 4), 180).Then();

    private static Draft Shelf(int stock)
    {
        var book = new Book(Ids.UnitStream(Unit)).With(new UnitProfile { Id = Unit, CreatedAt = Monday, Name = "口岸街道", Level = Level.Institute, Path = "/3212/321203/321203001/", Status = UnitStatus.Active });
        var draft = new Draft(book, "account-3", Monday);
        Assert.Null(ExchangeRules.Add(draft, new("毛巾", null, 20, stock, null, null, null, null), out _));
        return draft.Then();
    }
}
