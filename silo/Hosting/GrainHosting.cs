using Practice.Hosting;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Settings;
using Practice.Silo.Api;
using Practice.Silo.Certificates;
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
        services.AddSingleton<VolunteerImports>();
        services.AddSingleton(_ => new PersonVault(MasterKey(options)));
        services.AddSingleton(host => new VolunteerForms(host.GetRequiredService<PersonVault>(), host.GetRequiredService<DomainClock>(), options.InventedIds || options.Demo));
        services.AddSingleton(_ => new ChineseFont(options.CertificateFont));
        services.AddSingleton<CertificatePapers>();
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
    private static byte[] MasterKey(PracticeOptions options) =>
        options.PersonKey is { } named ? Convert.FromBase64String(named) : KeyFile.Load(Path.Combine(options.DataFolder, "person.key"), "Practice:PersonKey");
}
