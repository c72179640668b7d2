using System.Diagnostics.Metrics;
using Practice.Statistics;
using Practice.Store;
using Practice.Telemetry;
using Xunit;

namespace Practice.Tests.Telemetry;

[Collection(typeof(Alone))]
public sealed class CensusTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_not_open_any_more_is_shown_as_none()
    {
        var before = Of(new OpenNeeds(4, "lifeService.plumbing", 2, 1), new OpenNeeds(4, "lifeService", 1, 0), new OpenNeeds(3, "nobody knows", 5, 5));
        var after = Of();

        Assert.Equal(3, before.OpenNeeds.Single(open => open is { Level: "station", Category: "lifeService" }).Number);
        Assert.Equal(5, before.OpenNeeds.Single(open => open is { Level: "institute", Category: "other" }).Number);
        Assert.Equal(8, before.OpenNeeds.Sum(open => open.Number));
        Assert.Equal(before.OpenNeeds.Select(open => (open.Level, open.Category)), after.OpenNeeds.Select(open => (open.Level, open.Category)));
        Assert.Equal(0, after.OpenNeeds.Sum(open => open.Number));
    }

    [Fact]
    public void What_is_counted_elsewhere_is_no_number_here()
    {
        NetworkInstruments.Show(Of(new OpenNeeds(4, "lifeService", 7, 2)));
        var here = Shown();

        NetworkInstruments.Show(null);
        var elsewhere = Shown();

        Assert.Equal(7, here.Where(shown => shown.Name == "practice.needs.open").Sum(shown => shown.Number));
        Assert.Equal(Now.ToUnixTimeSeconds(), here.Single(shown => shown.Name == "practice.census.time").Number);
        Assert.Equal(here.Select(shown => shown.Name), elsewhere.Select(shown => shown.Name));
        Assert.All(elsewhere, shown => Assert.Equal(shown.Name == "practice.census.time" ? 0 : double.NaN, shown.Number));
    }

    public void Dispose() => NetworkInstruments.Show(null);

    private static Census Of(params OpenNeeds[] open) => new(Now, Now, new StoreCensus([.. open], 0, null, 0), StatCounts.Zero, 0, 0);

    private static List<(string Name, double Number)> Shown()
    {
        var shown = new List<(string, double)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == NetworkInstruments.Name && instrument is ObservableGauge<double>)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, number, _, _) => shown.Add((instrument.Name, number)));
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }
}
