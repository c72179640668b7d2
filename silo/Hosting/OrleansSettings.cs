using System.Net;
using System.Net.Sockets;
using Practice.Hosting;

namespace Practice.Silo.Hosting;

/// <summary>Where a silo is found and how fast a dead one is noticed: section <c>Practice:Orleans</c>.</summary>
internal sealed class OrleansSettings
{
    private const string Auto = "auto";

    /// <summary>The address that other silos reach this one by. In Kubernetes: the pod's. <c>auto</c>: the first IPv4 address of this machine's name.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public int SiloPort { get; init; } = 11111;

    /// <summary>The port that is listened on, where the network maps <see cref="SiloPort"/> to another; 0 = the same.</summary>
    public int ListenPort { get; init; }

    public int GatewayPort { get; init; } = 30000;

    /// <summary>Listen on every address, not only <see cref="Address"/>.</summary>
    public bool ListenOnAny { get; init; }

    public string ClusterId { get; init; } = "practice";

    /// <summary>Part of the key of every stored row: never change it.</summary>
    public string ServiceId { get; init; } = "practice";

    /// <summary><c>default</c>: 2 s, three missed; <c>fast</c>: 1 s, two missed and one vote, at the risk of false evictions on a starved machine.</summary>
    public string Probes { get; init; } = "default";

    public IPAddress Ip => Address == Auto
        ? Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).FirstOrDefault() ?? throw new SettingException("Practice:Orleans:Address", "this machine's name has no IPv4 address: write the address itself.")
        : IPAddress.Parse(Address);

    /// <summary>Where the silo listens.</summary>
    public IPAddress Ears => ListenOnAny ? IPAddress.Any : Ip;

    internal void Check()
    {
        if (Address != Auto && !IPAddress.TryParse(Address, out _)) throw new SettingException("Practice:Orleans:Address", $"'{Address}' is neither an IP address nor 'auto'.");
        if (SiloPort is < 1 or > 65535) throw new SettingException("Practice:Orleans:SiloPort", "a port is 1 to 65535.");
        if (ListenPort is < 0 or > 65535) throw new SettingException("Practice:Orleans:ListenPort", "a port is 1 to 65535, or 0 for the same as SiloPort.");
        if (GatewayPort is < 0 or > 65535) throw new SettingException("Practice:Orleans:GatewayPort", "a port is 1 to 65535, or 0 for none.");
        if (Probes is not ("default" or "fast")) throw new SettingException("Practice:Orleans:Probes", "take 'default' or 'fast'.");
    }
}
