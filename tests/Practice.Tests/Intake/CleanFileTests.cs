using System.Text;
using CsCheck;
using Practice.Files;
using Practice.Silo.Files;

namespace Practice.Tests.Intake;

/// <summary>Files as they may be kept.</summary>
public sealed class CleanFileTests
{
    public static TheoryData<string> Types => ["image/jpeg", "image/png", "image/webp", "application/pdf"];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_file_is_what_its_contents_are_and_tells_no_place(string type)
    {
        var cleaned = CleanFile.Of(Of(type));

        Assert.Equal(type, cleaned?.ContentType);
        Assert.DoesNotContain(Pictures.Place, Encoding.Latin1.GetString(cleaned!.Value.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Cleaning_what_is_clean_changes_nothing(string type)
    {
        var once = CleanFile.Of(Of(type))!.Value.Bytes;

        Assert.Equal(once, CleanFile.Of(once)!.Value.Bytes);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_file_cut_short_is_refused(string type)
    {
        // Cut before its last part; a picture's tail behind its end is no part of it.
        var whole = CleanFile.Of(Of(type))!.Value.Bytes;

        Assert.Null(CleanFile.Of(whole.AsSpan(0, whole.Length - 6)));
    }

    [Fact]
    public void Nothing_that_is_sent_makes_the_cleaner_fail()
    {
        byte[][] files = [Pictures.Jpeg(), Pictures.Png(), Pictures.Webp(), Pictures.Pdf()];

        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 400]).Sample((file, at, value, cut) =>
        {
            var changed = files[file].ToArray();
            changed[at % changed.Length] = value;

            CleanFile.Of(changed);
            CleanFile.Of(changed.AsSpan(0, cut % changed.Length));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_picture_taken_on_its_side_stays_so(bool little)
    {
        var cleaned = CleanFile.Of(Pictures.Jpeg(orientation: 6, little))!.Value.Bytes;

        Assert.Equal((byte[])[0xFF, 0xD8, 0xFF, 0xE1, 0, 34], cleaned[..6]);
        Assert.Equal((byte)6, cleaned[31]);
        Assert.Equal(0, CleanFile.Of(Pictures.Jpeg(orientation: null))!.Value.Bytes.AsSpan().IndexOf("Exif"u8) + 1);
    }

    [Fact]
    public void What_hangs_behind_the_end_of_a_picture_is_cut_off() =>
        Assert.Equal(CleanFile.Of(Pictures.Jpeg())!.Value.Bytes, CleanFile.Of(Pictures.Jpeg(after: "a film with its place"))!.Value.Bytes);

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("MZ")]
    [InlineData("")]
    [InlineData("%PDF-1.7 without an end")]
    public void Other_files_are_refused(string contents) => Assert.Null(CleanFile.Of(Encoding.ASCII.GetBytes(contents)));

    [Fact]
    public async Task The_disk_keeps_a_file_once_and_whole_and_gives_it_back_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("practice-files-").FullName;
        var cancel = TestContext.Current.CancellationToken;
        var (key, contents) = (new string('a', 64), Pictures.Png());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new DiskFileStore(folder).Put(key, contents, cancel)));

        await using var found = await new DiskFileStore(folder).Open(key, cancel);
        using var read = new MemoryStream();
        await found!.CopyToAsync(read, cancel);

        Assert.Equal(contents, read.ToArray());
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Null(await new DiskFileStore(folder).Open(new string('b', 64), cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => new DiskFileStore(folder).Open("../person.key", cancel));
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Of(string type) => type switch
    {
        "image/jpeg" => Pictures.Jpeg(), "image/png" => Pictures.Png(), "image/webp" => Pictures.Webp(), _ => Pictures.Pdf(),
    };
}
