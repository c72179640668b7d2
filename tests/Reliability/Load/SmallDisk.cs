using System.Diagnostics;
using System.Globalization;

namespace Practice.Reliability;

/// <summary>A disk of a few megabytes in memory (tmpfs), which can be filled to the last byte. Only root can mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Null where this process may not mount.</summary>
    public static async Task<SmallDisk?> Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("practice-disk-").FullName;
        if (await Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0755"), "tmpfs", folder))
            return new SmallDisk(folder);
        Directory.Delete(folder);
        return null;
    }

    /// <summary>Takes every byte that is left.</summary>
    public async Task Fill()
    {
        var block = new byte[1 << 16];
        await using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, 1);
        for (var size = block.Length; size > 0;)
        {
            try
            {
                await filler.WriteAsync(block.AsMemory(0, size));
                await filler.FlushAsync();
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
