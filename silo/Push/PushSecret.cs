using System.Text.Json;
using Practice.Kernel;
using Practice.Persons;

namespace Practice.Silo.Push;

/// <summary>What lets somebody send to a target: a robot's key or a web hook's address, and the secret it is signed with.</summary>
internal sealed record PushSecret(string Address, string? Secret)
{
    public string Seal(PersonVault vault, string of) => vault.SealText("push:" + of, JsonSerializer.Serialize(this, Json.Persisted));

    public static PushSecret Open(PersonVault vault, string of, string box) => JsonSerializer.Deserialize<PushSecret>(vault.OpenText("push:" + of, box), Json.Persisted)!;

    public override string ToString() => nameof(PushSecret);
}
