using System.Text.Json;
using Microsoft.Extensions.Options;
using Practice.Calendars;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Api;
using Practice.Store;

namespace Practice.Silo.Demo;

/// <summary>
/// Loads the demo city into an empty store, on the scenario clock, by the commands that everybody uses; then releases the clock to
/// real time. A store with a released clock, or with units of somebody's own, is left alone.
/// </summary>
/// <remarks>
/// The clock is the bookmark: it is durable, set before an instant is played, and its first event tells when the demo was founded. An
/// interrupted demo goes on at the clock's instant.
/// </remarks>
internal sealed partial class DemoPlayer(
    IGrainFactory grains, IUnitStore store, DivisionImports imports, PersonVault vault, VolunteerForms forms, IOptions<KernelOptions> kernel, TimeProvider real, DemoProgress progress,
    IHostApplicationLifetime lifetime, ILogger<DemoPlayer> log) : BackgroundService
{
    private readonly DemoCalls _calls = new(grains);
    private readonly DemoVolunteers _volunteers = new(new(grains), new(store, vault, grains), forms);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            await Play(stoppingToken);
            await Fill(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It goes on at the next start.
        }
        catch (Exception e)
        {
            progress.End("failed");
            LogFailed(log, e);
        }
    }

    /// <summary>Brings in the volunteers whom nothing waits for, once the city is there; does nothing where all are, and where there is no demo city.</summary>
    public async Task Fill(CancellationToken stop)
    {
        if (progress.Now.State != "done" || await _volunteers.AreThere(stop))
            return;
        var began = real.GetTimestamp();
        progress.Enter("volunteers");
        await _volunteers.Register(stop);
        progress.Enter("");
        LogFilled(log, DemoVolunteers.Count, (long)real.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Plays what is left to play; answers at once where nothing is.</summary>
    /// <exception cref="DemoFailedException">A step was refused.</exception>
    public async Task Play(CancellationToken stop)
    {
        var clock = await DemoCalls.Ask(_calls.Clock.Show);
        if (clock.Released || (clock.At is null && (await DemoCalls.Ask(_calls.Unit(DemoUnits.City).View)).Value is not null))
        {
            progress.End(clock.Released ? "done" : "none");
            return;
        }

        var began = real.GetTimestamp();
        var (interval, wake) = (kernel.Value.ReportInterval, kernel.Value.WakeInterval);
        (kernel.Value.ReportInterval, kernel.Value.WakeInterval) = (TimeSpan.Zero, TimeSpan.Zero);
        try
        {
            await Load(clock.At, stop);
        }
        finally
        {
            (kernel.Value.ReportInterval, kernel.Value.WakeInterval) = (interval, wake);
        }

        progress.End("done");
        LogLoaded(log, (long)real.GetElapsedTime(began).TotalSeconds);
    }

    private async Task Load(DateTimeOffset? at, CancellationToken stop)
    {
        var today = ChinaTime.DateOf(real.GetUtcNow());
        var current = at is null ? YearMonth.Of(today) : DemoScript.CurrentOf(await FoundedAt(stop));
        var script = DemoScript.Of(DemoScript.Seed, current, today);
        var network = new DemoNetwork(_calls, imports, vault, progress);
        var months = new DemoMonths(_calls);
        var stage = new DemoStage(_calls, network, script);
        var show = new DemoShow(_calls, grains, stage, progress);
        var serving = new DemoServing(_calls, _volunteers);
        var offices = new DemoOffices(_calls, grains, store, imports, vault, show);
        progress.Begin(DemoNetwork.Steps + script.Needs.Sum(need => need.Way.Length) + script.Days.Length * DemoMonths.Publications + DemoLive.Needs);

        var from = at ?? script.FoundedAt;
        if (from <= script.FoundedAt)
        {
            await show.Advance(script.FoundedAt);
            await network.Found(script.FoundedAt, stop);
            await grains.SweepAll();
        }

        else
        {
            progress.Step(DemoNetwork.Steps + script.Needs.Sum(need => need.Way.Count(step => step.At < from)) + script.Days.Count(days => days.PublishAt < from) * DemoMonths.Publications);
        }

        await Year(script, show, months, offices, serving, from, stop);
        await Live(script, network, show, months, offices, new(_calls, _volunteers, serving), stop);
        await DemoCalls.Do("release", _calls.Clock.Release);
    }

    private async Task Year(DemoScript script, DemoShow show, DemoMonths months, DemoOffices offices, DemoServing serving, DateTimeOffset from, CancellationToken stop)
    {
        var instants = DemoShow.Instants(script.Needs);
        for (var month = 0; month < script.Days.Length; month++)
        {
            var days = script.Days[month];
            progress.Enter(days.Month.ToString());
            if (days.OpenAt >= from)
            {
                await show.Advance(days.OpenAt);
                await offices.TellSessions(days.OpenAt, stop);
                await months.Open(DemoUnits.Centre, days.Month, confirm: true, stop);
                if (month == 0)
                    await serving.Found(script, stop);
                await serving.SignUp(month, stop);
            }

            foreach (var instant in instants.Where(i => days.Month == ChinaTime.MonthOf(i.Key) && i.Key >= from))
                await show.Play(instant.Key, instant.Value, stop);
            if (days.PublishAt < from)
                continue;
            await show.Advance(days.PublishAt);
            await offices.TellSessions(days.PublishAt, stop);
            await grains.SweepAll();
            await serving.Settle(month, stop);
            await months.Publish(days.Month, progress, stop);
        }
    }

    // The stations with something open, and the levels above them, have their plan; only the centre's is confirmed yet.
    private async Task Live(DemoScript script, DemoNetwork network, DemoShow show, DemoMonths months, DemoOffices offices, DemoHonours honours, CancellationToken stop)
    {
        progress.Enter("now");
        var now = ChinaTime.Local(real.GetUtcNow());
        await network.ScheduleOpenings(early: true, stop);
        await network.DoorsAndTelephones(script.Days[^1].PublishAt);
        var reached = await offices.BreakPromises(script, script.Days[^1].PublishAt, now);
        var needs = DemoLive.Of(DemoScript.Seed, now, reached, script);
        foreach (var (at, steps) in DemoShow.Instants(needs))
            await show.Play(at, steps, stop);
        await show.Advance(now);
        await network.ScheduleOpenings(early: false, stop);
        await grains.SweepAll();
        await offices.TellSessions(now, stop);
        await offices.Desks(needs.First(need => need.Way[^1].Act == DemoAct.Dispatch), now, stop);
        var month = ChinaTime.MonthOf(now);
        var open = script.Needs.Where(need => need.Month == script.Days[^1].Month && need.Fate == DemoFate.Unfulfilled).Select(need => need.Station).Distinct();
        foreach (var unit in open.Concat(DemoUnits.Institutes.Select(institute => institute.Code)))
            await months.Open(unit, month, confirm: false, stop);
        await months.Open(DemoUnits.Centre, month, confirm: true, stop);
        await honours.Give(await DemoActivities.Publish(_calls, now, stop), stop);
        await grains.SweepAll();
    }

    private async Task<DateTimeOffset> FoundedAt(CancellationToken stop)
    {
        var first = (await store.Events(IScenarioClockGrain.Key, null, 0, 1, stop))[0];
        return JsonSerializer.Deserialize<ScenarioAdvanced>(first.Data, Json.Persisted)!.To;
    }

    private async Task Started(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo city is loaded; it took {Seconds} s")]
    private static partial void LogLoaded(ILogger logger, long seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo city's {Count} volunteers are there; it took {Seconds} s")]
    private static partial void LogFilled(ILogger logger, int count, long seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo city could not be loaded. Start again to go on; see docs/demo-city.md")]
    private static partial void LogFailed(ILogger logger, Exception reason);
}
