using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Kernel;
using Practice.Tests.Shared;
using Practice.Volunteers;

namespace Practice.Tests.Imports;

/// <summary>Files of people become unclaimed profiles, once, whatever happens on the way.</summary>
public sealed class VolunteerImportTests : IAsyncLifetime
{
    private const string Header = "name,phone,documentNumber,minutes\n";

    private static readonly ImportInto Into = new("320282112201", "/3202/320282/320282112/320282112201/", "320282", Invented: true);

    private static readonly DateTimeOffset Begun = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly string _folder = Directory.CreateTempSubdirectory("practice-people").FullName;
    private readonly PersonVault _vault = new(new byte[32]);
    private NetworkHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private VolunteerImports Imports => new(_host.Grains, _vault);

    private IUnitStore Store => _host.Services.GetRequiredService<IUnitStore>();

    public async ValueTask InitializeAsync() => _host = await NetworkHost.Start(Path.Combine(_folder, "units.db"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Ten_thousand_people_wait_sealed_are_no_volunteers_and_a_second_file_of_them_says_so_line_by_line()
    {
        const int people = 10_000;
        var text = Header + string.Concat(Enumerable.Range(1, people).Select(Line));

        var first = await Import(text);
        var again = await Import(text);

        Assert.Equal((ImportState.Done, people, people, people, 0), (first.State, first.RowsTotal, first.RowsDone, first.Created, first.ErrorsTotal));
        Assert.Equal((ImportState.Done, 0, people), (again.State, again.Created, again.ErrorsTotal));
        Assert.Equal(Enumerable.Range(2, 1000), again.Errors.Select(error => error.Line));
        Assert.All(again.Errors, error => Assert.Equal("profile.exists", error.Code));
        Assert.Equal(people, await Waiting(first.Id));
        Assert.Equal(0, (await Store.Count(new() { Kind = "volunteer" }, Cancel)).Sum(count => count.Number));
        await NothingClear(first.Id);
    }

    [Fact]
    public async Task Lines_that_are_wrong_twice_or_somebody_elses_are_named_and_the_others_come_in()
    {
        var held = Document(3);
        var hash = _vault.DocumentHash(DocumentType.ResidentIdCard, held);
        await _host.Grains.Owner<IClaimGrain>(Ids.ClaimStream(hash)).Take(Operation.System, hash, "somebody");

        var view = await Import(Header + Line(1) + Line(2) + Line(1) + $"张三,13800000003,{held},60\n" + "张三,1380000,x,0\n" + Line(4));

        Assert.Equal((ImportState.Done, 6, 3), (view.State, view.RowsDone, view.Created));
        Assert.Equal([(4, "profile.exists"), (5, "identity.held"), (6, "phone.invalid")], view.Errors.Select(error => (error.Line, error.Code)));
        Assert.DoesNotContain(view.Errors, error => error.Message.Contains("138", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_that_stood_still_goes_on_where_it_was_and_counts_what_it_had_begun_once()
    {
        const int people = VolunteerImport.ChunkRows + 7;
        var text = Header + string.Concat(Enumerable.Range(1, people).Select(Line));
        await StoodStill("crashed", text, applied: 0);

        // The first chunk was applied and the silo went down before it was written that it was.
        var job = new VolunteerImport(Store, _host.Grains, _vault, Into, "crashed", "import-crashed", Begun);
        await job.Read([VolunteerImport.Seal(_vault, "crashed", 0, Packed(text))], Cancel);
        await job.Chunks(0).First()(Cancel);
        await _host.DisposeAsync();
        _host = await NetworkHost.Start(Path.Combine(_folder, "units.db"));
        await _host.Grains.SweepAll();
        var view = await Over("crashed");

        Assert.Equal((ImportState.Done, people, people, 0), (view.State, view.RowsDone, view.Created, view.ErrorsTotal));
        Assert.Equal(people, await Waiting("crashed"));
    }

    [Fact]
    public async Task Whoever_ends_an_import_keeps_what_it_has_made_and_its_file_is_gone()
    {
        await StoodStill("ended", Header + Line(1), applied: 0);

        var ended = await Imports.Cancel(Operation.System, Into.Unit, "ended");
        await _host.Grains.SweepAll();

        Assert.Equal(ImportState.Cancelled, ended.Value!.State);
        Assert.Equal(ImportState.Cancelled, (await Imports.View(Into.Unit, "ended")).Value!.State);
        Assert.Equal(0, await Waiting("ended"));
        await NothingClear("ended");
        var done = await Import(Header + Line(2));
        Assert.Equal("import.over", (await Imports.Cancel(Operation.System, Into.Unit, done.Id)).Refusal?.Code);
        Assert.Equal("import.notFound", (await Imports.View("320282112202", done.Id)).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_taken_back_is_erased_and_the_person_may_be_entered_anew()
    {
        var import = await Import(Header + Line(1));
        var number = (await Store.Search(new() { Kind = "unclaimed", Words = import.Id }, Cancel)).Items[0];
        var waiting = ItemKinds.Read<Unclaimed>(number);
        var grain = _host.Grains.Owner<IVolunteerGrain>(Ids.VolunteerStream(number.Id));
        Assert.Equal("volunteer.notFound", (await grain.View()).Refusal?.Code);
        Assert.Equal("unclaimed.notFound", (await grain.DropUnclaimed(Operation.System, "another")).Refusal?.Code);

        Assert.NotNull((await grain.DropUnclaimed(Operation.System, import.Id)).Value);
        Assert.NotNull((await grain.DropUnclaimed(Operation.System, import.Id)).Value);
        await _host.Grains.SweepAll();

        Assert.Null(await Store.Person(waiting.DetailsRef, Cancel));
        var again = await Import(Header + Line(1));
        Assert.Equal((1, 0), (again.Created, again.ErrorsTotal));
        Assert.NotEqual(number.Id, (await Store.Search(new() { Kind = "unclaimed", Words = again.Id }, Cancel)).Items[0].Id);
    }

    private async Task StoodStill(string id, string text, int applied)
    {
        var import = new Import { Id = id, CreatedAt = Begun, State = ImportState.Running, Parts = 1, RowsTotal = text.Count(c => c == '\n') - 1, Applied = applied, Into = Into, LookAt = Begun };
        var draft = new Draft(new Book("import-" + id), "test", Begun);
        draft.Record(new ImportProgressed(applied), import);
        draft.Keep(new ImportPart { Id = ImportPart.IdOf(0), CreatedAt = import.CreatedAt, Data = VolunteerImport.Seal(_vault, id, 0, Packed(text)) });
        await Store.Commit(draft.Close(Guid.CreateVersion7(), "/", Practice.Imports.Import.Kinds, _ => false, null));
    }

    private async Task<ImportView> Import(string text)
    {
        var started = await Imports.Submit(Operation.System, new MemoryStream(Encoding.UTF8.GetBytes(text)), Into, Cancel);
        Assert.Null(started.Refusal);
        return await Over(started.Value!.Id);
    }

    private async Task<ImportView> Over(string id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Cancel))
            if ((await Imports.View(Into.Unit, id)).Value is { State: ImportState.Done or ImportState.Failed } view)
                return view;
        throw new InvalidOperationException("The import was not waited for.");
    }

    private async Task<long> Waiting(string import) => (await Store.Count(new() { Kind = "unclaimed", Words = import, Open = true }, Cancel)).Sum(count => count.Number);

    // Neither the file, which is gone, nor what waits tells a name, a number or a day.
    private async Task NothingClear(string import)
    {
        var part = (await Store.Items("import-" + import, "importFile", [ImportPart.IdOf(0)], Cancel))[0];
        var rows = (await Store.Search(new() { Kind = "unclaimed", Words = import, Limit = 10 }, Cancel)).Items;

        Assert.Empty(ItemKinds.Read<ImportPart>(part).Data);
        Assert.All(rows, row => Assert.DoesNotMatch("志愿|138[0-9]{8}|19800102", System.Text.Json.JsonSerializer.Serialize(ItemKinds.Read<Unclaimed>(row))));
    }

    private static string Line(int n) => string.Create(CultureInfo.InvariantCulture, $"志愿者{n},138{n:D8},{Document(n)},{n}\n");

    private static string Document(int n) => IdentityNumberTests.Of(string.Create(CultureInfo.InvariantCulture, $"99{n / 1000:D4}"), new DateOnly(1980, 1, 2), n % 1000);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
