using System.Security.Cryptography;
using System.Text;
using Practice.Persons;
using Xunit;

namespace Practice.Tests.Security;

/// <summary>Secrets of the network's own, like the key of a robot.</summary>
public sealed class SealedTextTests
{
    private static readonly byte[] Master = new byte[32];

    [Fact]
    public void What_was_sealed_is_opened_for_what_it_is_for_alone()
    {
        using var vault = new PersonVault(Master);

        var box = vault.SealText("push:321203-H001", "0000-key");

        Assert.Equal("0000-key", vault.OpenText("push:321203-H001", box));
        Assert.ThrowsAny<CryptographicException>(() => vault.OpenText("push:321203-H002", box));
        Assert.ThrowsAny<CryptographicException>(() => vault.OpenText("push:321203-H001", "AAAA"));
    }

    [Fact]
    public void What_a_former_release_has_sealed_is_opened_too()
    {
        using var vault = new PersonVault(Master);

        // Nonce, sealed text, tag, without the byte of the format; one nonce begins like that byte.
        foreach (var first in new byte[] { 0, 1 })
            Assert.Equal("0000-key", vault.OpenText("push:321203-H001", Former("push:321203-H001", "0000-key", first)));
    }

    private static string Former(string bound, string text, byte first)
    {
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, Master, 32, info: "practice.person.wrap"u8.ToArray()), 16);
        byte[] nonce = [first, .. new byte[11]], plain = Encoding.UTF8.GetBytes(text), hidden = new byte[plain.Length], tag = new byte[16];
        cipher.Encrypt(nonce, plain, hidden, tag, Encoding.UTF8.GetBytes("text:" + bound));
        return Convert.ToBase64String([.. nonce, .. hidden, .. tag]);
    }
}
