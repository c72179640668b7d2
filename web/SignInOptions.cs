using Practice.Hosting;

namespace Practice.Web;

/// <summary>How people sign in to the pages: section <c>Practice:SignIn</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>What the issuer knows these pages by.</summary>
    public string ClientId { get; init; } = "web";

    /// <summary>Absent: a public client, which PKCE alone guards.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>32 bytes in Base64: seals the cookies of who is signed in, the same on every web process. Absent: a new one each start, and everybody is sent through the issuer once.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// After so long without a page that somebody asked for, staff show anew who they are, whatever sign-in the issuer still has; what a page fetches
    /// by itself does not count. Residents are remembered as long as their token lives.
    /// </summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long the pages go by a token before they renew it, and by that ask whether the sign-in and its roles still stand.</summary>
    public TimeSpan Trust { get; init; } = TimeSpan.FromMinutes(5);

    internal void Check(bool production)
    {
        if (ClientId.Length == 0) throw new SettingException("Practice:SignIn:ClientId", "name the client that the issuer knows.");
        if (Key is not null && !KeyFile.IsKey(Key)) throw new SettingException("Practice:SignIn:Key", "give 32 bytes in Base64: openssl rand -base64 32.");
        if (Key is null && production) throw new SettingException("Practice:SignIn:Key", "production names the key that seals who is signed in, the same on every web process: openssl rand -base64 32.");
        if (Trust < TimeSpan.FromSeconds(1) || Trust > TimeSpan.FromMinutes(10)) throw new SettingException("Practice:SignIn:Trust", "from 00:00:01 to 00:10:00.");
        if (Idle < TimeSpan.FromMinutes(5) || Idle > TimeSpan.FromDays(14)) throw new SettingException("Practice:SignIn:Idle", "from 00:05:00 to 14.00:00:00.");
    }
}
