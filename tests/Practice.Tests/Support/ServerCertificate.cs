using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using Practice.Tests.Edge;

namespace Practice.Tests.Support;

/// <summary>Gives a throw-away server a certificate, and its clients the authority that signed it and one that did not.</summary>
/// <param name="Authority">The file of the authority's certificate.</param>
/// <param name="Stranger">The file of another's.</param>
internal sealed record ServerCertificate(string Authority, string Stranger)
{
    public static async Task<ServerCertificate> Install(string superuser, string host, CancellationToken cancellation)
    {
        var folder = GatewayUnderTest.NewFolder();
        using var authority = NewAuthority("CN=one");
        using var stranger = NewAuthority("CN=another");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var server = request.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3, 4]);
        var files = new[] { ("ca.crt", authority.ExportCertificatePem()), ("other.crt", stranger.ExportCertificatePem()), ("server.crt", server.ExportCertificatePem()), ("server.key", key.ExportPkcs8PrivateKeyPem()) };
        foreach (var (name, pem) in files) await File.WriteAllTextAsync(Path.Combine(folder, name), pem, cancellation);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(folder, "server.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.UserName == "root")
            using (var chown = Process.Start("chown", ["-R", "postgres", folder])) await chown.WaitForExitAsync(cancellation);

        await using var source = NpgsqlDataSource.Create(superuser);
        foreach (var setting in new[] { $"ssl_cert_file = '{folder}/server.crt'", $"ssl_key_file = '{folder}/server.key'", "ssl = on" })
        {
            await using var set = source.CreateCommand($"alter system set {setting}");
            await set.ExecuteNonQueryAsync(cancellation);
        }

        await using var reload = source.CreateCommand("select pg_reload_conf()");
        await reload.ExecuteNonQueryAsync(cancellation);
        return new ServerCertificate(Path.Combine(folder, "ca.crt"), Path.Combine(folder, "other.crt"));
    }

    private static X509Certificate2 NewAuthority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
    }
}
