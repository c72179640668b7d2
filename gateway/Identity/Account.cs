using Microsoft.AspNetCore.Identity;

namespace Practice.Gateway.Identity;

/// <summary>A person's account: staff, resident or volunteer.</summary>
internal sealed class Account : IdentityUser
{
    /// <summary>The id of the person in the network, for whom owns what is theirs.</summary>
    public string? Person { get; set; }

    public string DisplayName { get; set; } = "";
}
