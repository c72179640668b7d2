using Practice.Web.Api;

namespace Practice.Web.SignIn;

/// <summary>A sign-in as this process holds it: the newest tokens, renewed by one at a time however many pages are asked for at once.</summary>
internal sealed class LiveSession(string refresh, TimeSpan trust)
{
    /// <summary>Renewed so long before it ends, for a page may need it for a while.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Task<string?>? _renewing;
    private string? _access;
    private DateTimeOffset _until;

    public string Refresh { get; private set; } = refresh;

    public MeView? Me { get; private set; }

    /// <summary>The issuer has refused to renew it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A token that holds for a while; null: the sign-in has ended.</summary>
    /// <exception cref="ApiDownException">Neither a yes nor a no could be had.</exception>
    public Task<string?> Token(Issuer issuer, OwnApi api, DateTimeOffset now, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (IsOver || Fresh(now) is not null) return Task.FromResult(Fresh(now));
            if (_renewing is not { IsCompleted: false }) _renewing = Renew(issuer, api, now);
            // Whoever leaves does not take it away from the others.
            return _renewing.WaitAsync(cancellation);
        }
    }

    /// <exception cref="ApiDownException">The API does not say who it is.</exception>
    public async Task Take(Tokens given, OwnApi api, DateTimeOffset now)
    {
        if (given.Refresh is { } refresh) Refresh = refresh;
        Me = (await api.Me(given.Access, CancellationToken.None)).Value ?? throw new SessionOverException();
        (_access, _until) = (given.Access, now + (given.Life - Ahead < trust ? given.Life - Ahead : trust));
    }

    // What was begun is finished: a refresh token whose answer nobody heard would be used a second time.
    private async Task<string?> Renew(Issuer issuer, OwnApi api, DateTimeOffset now)
    {
        if (await issuer.Tokens([new("grant_type", "refresh_token"), new("refresh_token", Refresh)], CancellationToken.None) is { } renewed)
        {
            await Take(renewed, api, now);
            return _access;
        }

        IsOver = true;
        return null;
    }

    private string? Fresh(DateTimeOffset now) => !IsOver && now < _until ? _access : null;
}
