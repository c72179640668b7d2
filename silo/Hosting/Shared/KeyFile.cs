using System.Security.Cryptography;

namespace Practice.Hosting;

/// <summary>A key of 32 bytes in a file of one machine. Production names its keys in settings instead.</summary>
internal static class KeyFile
{
    public const int Bytes = 32;

    /// <summary>Makes the key where there is none.</summary>
    /// <exception cref="SettingException">What lies there is no key.</exception>
    public static byte[] Load(string path, string setting)
    {
        if (!File.Exists(path))
            Make(path);
        return File.ReadAllBytes(path) is { Length: Bytes } key ? key : throw new SettingException(setting, $"'{path}' is not a key of {Bytes} bytes; restore it, or name the key in this setting.");
    }

    /// <summary>Whether a setting is a key in Base64.</summary>
    public static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out var bytes) && bytes == Bytes;

    // Whole or not at all: another process of this machine may be reading, and what a lost key has sealed nobody opens again.
    private static void Make(string path)
    {
        var beside = $"{path}.{Guid.NewGuid():n}";
        var onlyMine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyMine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var made = new FileStream(beside, onlyMine))
        {
            made.Write(RandomNumberGenerator.GetBytes(Bytes));
            made.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}
