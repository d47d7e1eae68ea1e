using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Hosting.Tls;

/// <summary>The names and addresses of this machine that a certificate has to name.</summary>
static class ServerNames
{
    /// <summary>
    /// The name in the address that students are given. A cloud for this machine alone is shown by its address, which always resolves.
    /// </summary>
    public static string Shown(CloudSettings settings)
    {
        if (settings is { IsShared: true, Hostnames: [var name, ..] })
            return name;
        var address = IsAny(settings.Address)
            ? Addresses().FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback
            : settings.Address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
    }

    public static IReadOnlyList<string> Of(CloudSettings settings) =>
        [
            .. settings
                // Buckets can be named in the host: bucket.class.example.org and bucket.s3.class.example.org.
                .Hostnames.SelectMany(name => IPAddress.TryParse(name, out _) ? [name] : (string[])[name, $"*.{name}", $"*.s3.{name}"])
                .Concat((IsAny(settings.Address) ? Addresses() : [settings.Address]).Select(address => address.ToString()))
                .Concat(["localhost", $"{IPAddress.Loopback}", $"{IPAddress.IPv6Loopback}"])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    public static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    static IEnumerable<IPAddress> Addresses() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(found => found.Address)
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal)
            .OrderBy(address => address.ToString(), StringComparer.Ordinal);
}
