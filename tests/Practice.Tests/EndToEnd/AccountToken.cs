namespace Practice.Tests.EndToEnd;

/// <summary>An account's token, asked for again well before its ten minutes are over: a network that many tests share outlives it.</summary>
internal sealed class AccountToken(Func<CancellationToken, Task<string>> ask)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private (string Token, long Since)? _known;

    public async Task<string> Now(CancellationToken cancellation)
    {
        if (_known is { } known && TimeProvider.System.GetElapsedTime(known.Since) < Fresh)
            return known.Token;
        var since = TimeProvider.System.GetTimestamp();
        var token = await ask(cancellation);
        _known = (token, since);
        return token;
    }
}
