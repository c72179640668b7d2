using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Practice.Imports;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Kernel;
using Practice.Units;
using Xunit;

namespace Practice.Tests.Imports;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Header = "code,name,parent,level\n";
    private const string Small = Header + "3202,无锡市,32,city\n320282,宜兴市,3202,county\n320282112,周铁镇,320282,town\n320282112201,周铁村,320282112,village\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("practice-import").FullName;
    private NetworkHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await NetworkHost.Start(Path.Combine(_folder, "units.db"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Both_cities_of_the_brief_become_inactive_units_and_a_repeat_changes_nothing()
    {
        await using var cities = DivisionFile.OpenShipped();
        var first = await Import(cities);
        await using var again = DivisionFile.OpenShipped();
        var second = await Import(again);

        Assert.Equal(ImportState.Done, first.State);
        Assert.Equal((first.RowsTotal, first.RowsTotal, 0), (first.RowsDone, first.Created + first.ErrorsTotal, first.Updated));
        Assert.True(first.RowsTotal > 3000);
        Assert.Equal((ImportState.Done, 0, 0), (second.State, second.Created, second.Updated));
        Assert.Equal(first.RowsTotal, second.RowsDone);
        var unit = await Unit("321203001");
        Assert.Equal(("/3212/321203/321203001/", UnitStatus.Inactive, Level.Institute), (unit.Path, unit.Status, unit.Level));
    }

    [Fact]
    public async Task Another_name_changes_through_the_unit_and_is_counted()
    {
        await Import(Small);

        var renamed = await Import(Small.Replace("周铁村", "周铁新村", StringComparison.Ordinal));

        Assert.Equal((0, 1), (renamed.Created, renamed.Updated));
        Assert.Equal("周铁新村", (await Unit("320282112201")).Name);
    }

    [Fact]
    public async Task A_name_that_staff_gave_is_kept_and_reported()
    {
        await Import(Small);
        await _host.Grains.GetGrain<IUnitGrain>(Ids.UnitStream("320282112201")).Edit(Operation.System, new() { Name = "周铁老街" });

        var again = await Import(Small.Replace("周铁村", "周铁新村", StringComparison.Ordinal));

        Assert.Equal((ImportState.Done, 0, 0), (again.State, again.Created, again.Updated));
        Assert.Equal((5, "name.kept"), (Assert.Single(again.Errors).Line, again.Errors[0].Code));
        Assert.Equal("周铁老街", (await Unit("320282112201")).Name);
    }

    [Fact]
    public async Task A_file_may_bring_only_what_hangs_under_the_network()
    {
        await Import(Small);

        var more = await Import(Header + "320282112202,棠下村,320282112,village\n320299112203,孤儿村,320299112,village\n");

        Assert.Equal((ImportState.Done, 1, 1), (more.State, more.Created, more.ErrorsTotal));
        Assert.Equal((3, "parent.unknown"), (more.Errors[0].Line, more.Errors[0].Code));
        Assert.Equal("/3202/320282/320282112/320282112202/", (await Unit("320282112202")).Path);
    }

    [Fact]
    public async Task An_import_does_not_move_a_unit()
    {
        await Import(Small);

        var added = await Import(Small + "320205,锡山区,3202,county\n320282113,周铁镇东,320205,town\n");
        var back = await Import(Header + "3202,无锡市,32,city\n320282,宜兴市,3202,county\n320282113,周铁镇东,320282,town\n");

        Assert.Equal(2, added.Created);
        Assert.Equal((0, 0, "parent.moved"), (back.Created, back.Updated, Assert.Single(back.Errors).Code));
        Assert.Equal("/3202/320205/320282113/", (await Unit("320282113")).Path);
    }

    [Theory]
    [InlineData("code,name\n1,2\n", "file.header")]
    [InlineData("", "file.header")]
    public async Task A_bad_file_is_refused_and_changes_nothing(string text, string code)
    {
        var result = await Imports.Submit(Operation.System, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel);

        Assert.Equal((RefusalKind.Malformed, code), (result.Refusal!.Kind, result.Refusal.Code));
    }

    [Fact]
    public async Task The_same_key_finds_the_same_import_and_another_file_under_it_is_a_mismatch()
    {
        var operation = new Operation(Caller.System, "key-1");
        var first = await Imports.Submit(operation, Stream(Small), Cancel);

        var again = await Imports.Submit(operation, Stream(Small), Cancel);
        var other = await Imports.Submit(operation, Stream(Small + "\n320205,锡山区,3202,county\n"), Cancel);

        Assert.Equal((first.Value!.Id, true), (again.Value!.Id, again.Replayed));
        Assert.Equal("idempotency.mismatch", other.Refusal!.Code);
    }

    [Fact]
    public async Task An_import_that_stood_still_goes_on_where_it_was_when_it_is_woken()
    {
        var file = DivisionFile.Read(Stream(Small), cancellation: Cancel);
        await Import(Small);
        var stream = "import-crashed";
        var import = new Import { Id = "crashed", CreatedAt = DateTimeOffset.UnixEpoch, State = ImportState.Running, Parts = 1, RowsTotal = 4, Applied = 2, Created = 2, LookAt = DateTimeOffset.UnixEpoch };
        var draft = new Draft(new Book(stream), "test", DateTimeOffset.UnixEpoch);
        draft.Record(new ImportProgressed(2), import);
        draft.Keep(new ImportPart { Id = ImportPart.IdOf(0), CreatedAt = import.CreatedAt, Data = Packed(Small) });
        await _host.Services.GetRequiredService<IUnitStore>().Commit(draft.Close(Guid.CreateVersion7(), "/", Practice.Imports.Import.Kinds, _ => false, null));

        await _host.Grains.SweepAll();
        var view = await Over("crashed");

        Assert.Equal(4, file.Rows.Count);
        Assert.Equal((ImportState.Done, 4, 2), (view.State, view.RowsDone, view.Created));
    }

    private DivisionImports Imports => new(_host.Grains);

    private Task<ImportView> Import(string text) => Import(Stream(text));

    private async Task<ImportView> Import(Stream csv)
    {
        var started = await Imports.Submit(Operation.System, csv, Cancel);
        Assert.Null(started.Refusal);
        return await Over(started.Value!.Id);
    }

    private async Task<ImportView> Over(string id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Cancel))
            if ((await Imports.View(id)).Value is { State: ImportState.Done or ImportState.Failed } view)
                return view;
        throw new InvalidOperationException("The import was not waited for.");
    }

    private async Task<UnitView> Unit(string code) => (await _host.Grains.GetGrain<IUnitGrain>(Ids.UnitStream(code)).View()).Value!;

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
