namespace Practice.Hosting;

/// <summary>The folder of a process's own files.</summary>
internal static class DataFolders
{
    /// <summary>Makes the folder where it is missing, and tries to write there.</summary>
    /// <exception cref="SettingException">It cannot be written to.</exception>
    public static void Ensure(string folder)
    {
        var probe = Path.Combine(folder, $".writable-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Practice:DataFolder", $"'{folder}' cannot be written to ({refused.Message.TrimEnd('.')}): name a folder that this process may write to.");
        }
    }
}
