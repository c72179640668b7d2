using System.Net;
using Practice.Hosting;

namespace Practice.Silo.Hosting;

/// <summary>Where the network may push to: section <c>Practice:Push</c>.</summary>
internal sealed class PushSettings
{
    /// <summary>Where the robots of WeCom and DingTalk are reached, up to the part that names one of them.</summary>
    public string WeCom { get; init; } = "https://qyapi.weixin.qq.com";

    public string DingTalk { get; init; } = "https://oapi.dingtalk.com";

    /// <summary>Inside addresses that web hooks may have all the same, <c>address:port</c>; plain HTTP is taken there too. Else only public addresses, by https.</summary>
    public string[] Inside { get; init; } = [];

    /// <summary>How long a target may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after the first failure, tripled each time.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(15);

    public bool IsInside(IPEndPoint address) => Inside.Any(inside => IPEndPoint.Parse(inside).Equals(address));

    internal void Check()
    {
        foreach (var (name, address) in new[] { ("WeCom", WeCom), ("DingTalk", DingTalk) })
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new SettingException($"Practice:Push:{name}", $"'{address}' is not an absolute http or https address.");
        foreach (var inside in Inside)
            if (!IPEndPoint.TryParse(inside, out var point) || point.Port == 0)
                throw new SettingException("Practice:Push:Inside", $"'{inside}' is not an address and a port, like 10.1.2.3:8080.");
        if (Patience <= TimeSpan.Zero || Patience > TimeSpan.FromMinutes(1)) throw new SettingException("Practice:Push:Patience", "above zero, at most a minute.");
        if (FirstRetry <= TimeSpan.Zero) throw new SettingException("Practice:Push:FirstRetry", "above zero.");
    }
}
