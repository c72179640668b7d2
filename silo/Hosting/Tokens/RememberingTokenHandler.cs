using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Practice.Hosting;

/// <summary>Validates a token once a minute, not at each of its requests: the signature is most of what a small request costs.</summary>
/// <remarks>
/// Only valid tokens are remembered, for at most <see cref="Longest"/> and never past their end, so nobody fills the memory with bad ones
/// and a key that is withdrawn stops counting within that time. The identity is shared by the requests of a token: nobody changes it.
/// </remarks>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private const int Most = 4096;

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public RememberingTokenHandler(TimeProvider time) => (_time, MapInboundClaims) = (time, false);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = _time.GetUtcNow();
        if (token is not null && _known.TryGetValue(token, out var known) && now < known.Until) return known.Result;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (token is null || !result.IsValid) return result;
        if (_known.Count >= Most) _known.Clear();
        DateTimeOffset ends = result.SecurityToken.ValidTo;
        _known[token] = (result, ends < now + Longest ? ends : now + Longest);
        return result;
    }
}
