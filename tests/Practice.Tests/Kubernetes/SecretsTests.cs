using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;
using Practice.Tests.Edge;
using Xunit;

namespace Practice.Tests.Kubernetes;

/// <summary>The script that makes the secrets, run for real.</summary>
public sealed class SecretsTests
{
    private static readonly string[] Private = ["practice.secrets", "tls.key"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("small")]
    [InlineData("city")]
    public async Task Every_secret_that_an_overlay_names_is_made(string overlay)
    {
        var made = Manifests.Parse(await Run(overlay)).Of<V1Secret>().ToDictionary(secret => secret.Metadata.Name, secret => secret.Data);
        var named = Manifests.Load(overlay).Workloads().SelectMany(workload => workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()).Distinct();

        Assert.All(named, secret => Assert.NotEmpty(made[secret.Name][secret.Key]));
        foreach (var key in new[] { "practice-person-key", "practice-account-key", "practice-session-key" })
            Assert.Equal(32, Convert.FromBase64String(Encoding.ASCII.GetString(made[key]["key"])).Length);
        Assert.Equal(made.Count, made.Select(secret => Convert.ToBase64String(secret.Value.TryGetValue("password", out var password) ? password : secret.Value.Values.First())).Distinct().Count());
    }

    [Fact]
    public async Task The_databases_certificate_has_its_name_and_its_authority()
    {
        var made = Manifests.Parse(await Run("small"));
        using var authority = X509CertificateLoader.LoadCertificate(made.Named<V1Secret>("practice-db-ca").Data["ca.crt"]);
        using var server = X509CertificateLoader.LoadCertificate(made.Named<V1Secret>("practice-db-tls").Data["tls.crt"]);
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.Add(authority);

        Assert.True(chain.Build(server), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.True(server.MatchesHostname("practice-db-rw"));
        Assert.False(server.MatchesHostname("practice-db-r0"));
    }

    [Fact]
    public async Task The_files_for_compose_are_for_nobody_elses_eyes()
    {
        var folder = GatewayUnderTest.NewFolder();

        await Run("compose", folder);

        Assert.Equal("ca.crt practice.secrets tls.crt tls.key", string.Join(' ', Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
        foreach (var file in Private)
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, file)));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Run(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Manifests.Folder, "make-secrets"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = script.StandardError.ReadToEndAsync(Cancellation);
        var output = await script.StandardOutput.ReadToEndAsync(Cancellation);
        await script.WaitForExitAsync(Cancellation);
        Assert.True(script.ExitCode == 0, await error);
        return output;
    }
}
