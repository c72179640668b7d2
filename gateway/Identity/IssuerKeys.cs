using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Practice.Gateway.Identity;

/// <summary>The keys that this network's tokens are signed with, made once and shared by all gateways through the identity store.</summary>
internal sealed class IssuerKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time)
{
    private const string SigningId = "signing-1";
    private const string EncryptionId = "encryption-1";
    private readonly IDataProtector _protector = protection.CreateProtector("Practice.IssuerKeys");
    private RsaSecurityKey? _signing;
    private SymmetricSecurityKey? _encryption;

    public RsaSecurityKey Signing => _signing ?? throw new InvalidOperationException("The issuer's keys are not loaded yet.");

    /// <summary>For authorization codes and refresh tokens, which only gateways read.</summary>
    public SymmetricSecurityKey Encryption => _encryption ?? throw new InvalidOperationException("The issuer's keys are not loaded yet.");

    /// <summary>Makes the keys where there are none, and loads them. Only under <see cref="IdentityLock"/>.</summary>
    public async Task Load(CancellationToken cancellation)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(await Material(SigningId, NewSigning, cancellation), out _);
        _signing = new RsaSecurityKey(rsa) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())[..16]) };
        _encryption = new SymmetricSecurityKey(await Material(EncryptionId, () => RandomNumberGenerator.GetBytes(32), cancellation));
    }

    private static byte[] NewSigning()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    }

    private async Task<byte[]> Material(string id, Func<byte[]> make, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        if (await db.IssuerKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, cancellation) is { } found)
            return _protector.Unprotect(Convert.FromBase64String(found.Material));

        var material = make();
        db.IssuerKeys.Add(new IssuerKey { Id = id, Material = Convert.ToBase64String(_protector.Protect(material)), CreatedAt = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellation);
        return material;
    }
}
