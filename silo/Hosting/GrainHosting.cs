using System.Security.Cryptography;
using Practice.Hosting;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Settings;
using Practice.Silo.Files;
using Practice.Silo.Push;

namespace Practice.Silo.Hosting;

/// <summary>What the grains need from their host: the domain's clock, the tables in force, the key that seals people's details.</summary>
internal static class GrainHosting
{
    public static WebApplicationBuilder AddPracticeGrains(this WebApplicationBuilder builder, PracticeOptions options)
    {
        var services = builder.Services;
        services.AddOptions<KernelOptions>();
        services.AddSingleton<DomainClock>();
        services.AddSingleton<KernelServices>();
        services.AddSettings();
        services.AddSingleton<DivisionImports>();
        services.AddSingleton(_ => new PersonVault(MasterKey(options)));
        services.AddSingleton<IFileStore>(_ => new DiskFileStore(options.FilesFolder));
        services.AddPush(options);
        builder.UseOrleans(silo =>
        {
            silo.AddWakers();
            if (options.Demo)
                silo.AddScenarioClock();
        });
        return builder;
    }

    // Every silo of a network must have the same key; one machine keeps it in the data folder, production names it.
    private static byte[] MasterKey(PracticeOptions options)
    {
        if (options.PersonKey is { } named)
            return Convert.FromBase64String(named);
        var path = Path.Combine(options.DataFolder, "person.key");
        if (!File.Exists(path))
            MakeKey(path);
        return File.ReadAllBytes(path) is { Length: 32 } key ? key : throw new SettingException("Practice:PersonKey", $"'{path}' is not a key of 32 bytes; restore it, or name the key in this setting.");
    }

    // Whole or not at all: another silo of this machine may be reading, and what a lost key has sealed nobody opens again.
    private static void MakeKey(string path)
    {
        var beside = $"{path}.{Guid.NewGuid():n}";
        var onlyMine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyMine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var made = new FileStream(beside, onlyMine))
        {
            made.Write(RandomNumberGenerator.GetBytes(32));
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
