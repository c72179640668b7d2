using Practice.Hosting;

namespace Practice.Gateway;

/// <summary>How much one caller may ask of one gateway: section <c>Practice:Limits</c>. A rate of 0 is no limit.</summary>
internal sealed class LimitOptions
{
    /// <summary>Requests a second of a signed-in account, and how many it may save up.</summary>
    public int AccountPerSecond { get; init; } = 50;

    public int AccountBurst { get; init; } = 400;

    /// <summary>Requests a second of an address that nobody is signed in at. A page is many requests, and an office shares one address.</summary>
    public int AddressPerSecond { get; init; } = 50;

    public int AddressBurst { get; init; } = 600;

    /// <summary>
    /// Filings, ratings and look-ups a minute of an address that uses no account: slow enough that nobody guesses a phone's four digits.
    /// </summary>
    public int PublicPerMinute { get; init; } = 30;

    public int PublicBurst { get; init; } = 15;

    /// <summary>Sign-ins and tokens a second of an address: each costs a password hash, and guessing must be slow.</summary>
    public int TokenPerSecond { get; init; } = 5;

    public int TokenBurst { get; init; } = 60;

    /// <summary>Codes a minute to phones that an address asks for: each is a message that costs money and rings somebody.</summary>
    public int CodePerMinute { get; init; } = 4;

    public int CodeBurst { get; init; } = 12;

    /// <summary>Calls of the API that may be under way at once, whoever asks. 0 is no limit.</summary>
    public int UnderWay { get; init; } = 512;

    /// <summary>Questions a minute about one need by its number and a phone's digits: four digits are soon guessed otherwise.</summary>
    public int ProgressPerMinute { get; init; } = 2;

    public int ProgressBurst { get; init; } = 10;

    /// <summary>The largest body of a request, in bytes.</summary>
    public long BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>The largest file or import, in bytes.</summary>
    public long UploadBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How long a silo may be silent before the gateway gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    internal void Check()
    {
        if (AccountPerSecond < 0 || AddressPerSecond < 0 || TokenPerSecond < 0 || ProgressPerMinute < 0 || PublicPerMinute < 0 || CodePerMinute < 0) throw new SettingException("Practice:Limits", "a rate is 0 (no limit) or more.");
        if (UnderWay < 0) throw new SettingException("Practice:Limits:UnderWay", "0 (no limit) or more.");
        if (AccountBurst < 1 || AddressBurst < 1 || TokenBurst < 1 || ProgressBurst < 1 || PublicBurst < 1 || CodeBurst < 1) throw new SettingException("Practice:Limits", "a burst is 1 or more.");
        if (BodyBytes < 1 || UploadBytes < BodyBytes) throw new SettingException("Practice:Limits", "UploadBytes is at least BodyBytes, and both are above 0.");
        if (Patience <= TimeSpan.Zero) throw new SettingException("Practice:Limits:Patience", "above zero.");
    }
}
