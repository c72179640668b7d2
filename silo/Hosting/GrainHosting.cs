using System.Security.Cryptography;
using Practice.Hosting;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Settings;
using Practice.Silo.Files;

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
        try
        {
            var onlyMine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                onlyMine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var made = new FileStream(path, onlyMine);
            made.Write(RandomNumberGenerator.GetBytes(32));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another silo of this machine was first.
        }

        return File.ReadAllBytes(path) is { Length: 32 } key ? key : throw new SettingException("Practice:PersonKey", $"'{path}' is not a key of 32 bytes; restore it, or name the key in this setting.");
    }
}
