using System.Net;
using System.Net.Sockets;

namespace Practice.Hosting;

/// <summary>Looks at every port before anything begins: a silo whose HTTP port is taken must not join its cluster first.</summary>
internal static class Ports
{
    public const string Setting = "ASPNETCORE_URLS";

    /// <summary>Endpoints of the server, each by its name.</summary>
    public const string Section = "Kestrel:Endpoints";

    private static readonly (string Setting, string Scheme)[] BarePorts = [("http_ports", "http"), ("https_ports", "https")];

    /// <exception cref="SettingException">An address is taken, forbidden, or not of this machine.</exception>
    public static void Check(IConfiguration configuration, IEnumerable<ListenAddress> more)
    {
        foreach (var address in Urls(configuration).Select(at => Parse(at.Setting, at.Url)).Concat(more).Where(address => address.Port > 0)) Check(address);
    }

    private static void Check(ListenAddress address)
    {
        using var listener = new TcpListener(address.Address, address.Port);
        try
        {
            listener.Start();
        }
        catch (SocketException refused)
        {
            throw new SettingException(address.Setting, refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {address.Port} is taken: stop the process that has it, or choose another port.",
                SocketError.AccessDenied => $"port {address.Port} needs rights that this process does not have: choose one above 1023.",
                SocketError.AddressNotAvailable => $"'{address.Address}' is not an address of this machine.",
                _ => $"{address.Address}:{address.Port} cannot be listened on ({refused.Message}).",
            });
        }
    }

    /// <summary>Where the process listens, and which setting says so. The order in which the server itself looks: endpoints, then addresses, then bare ports.</summary>
    public static IReadOnlyList<(string Setting, string Url)> Urls(IConfiguration configuration)
    {
        var endpoints = Endpoints(configuration);
        if (endpoints.Count > 0) return endpoints;
        if (configuration["urls"] is { Length: > 0 } urls) return [.. Split(urls).Select(url => (Setting, url))];
        (string, string)[] ports = [.. BarePorts.SelectMany(bare => Split(configuration[bare.Setting] ?? "").Select(port => ("ASPNETCORE_" + bare.Setting.ToUpperInvariant(), $"{bare.Scheme}://*:{port}")))];
        return ports.Length > 0 ? ports : [(Setting, "http://localhost:5000")];
    }

    /// <summary>The endpoints of the server's own section, which take the place of every other address.</summary>
    public static IReadOnlyList<(string Setting, string Url)> Endpoints(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Where(endpoint => endpoint["Url"] is not null).Select(endpoint => (endpoint.Path + ":Url", endpoint["Url"]!))];

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static ListenAddress Parse(string setting, string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var ip = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out var named) ? named : IPAddress.Any;
            return new ListenAddress(setting, ip, address.IsUnixPipe ? 0 : address.Port);
        }
        catch (FormatException)
        {
            throw new SettingException(setting, $"'{url}' is not an address to listen on: write http://127.0.0.1:5001.");
        }
    }
}
