using System.Net;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>
/// The names under which clients reach the cloud. A request for another name is refused: the page of another site can give its own name
/// the address of this machine (DNS rebinding), and then the browser takes the answers of the cloud for answers of that site.
/// </summary>
sealed class HostNames(CloudSettings settings)
{
    /// <summary>SDKs put this before the host of StartSyncExecution.</summary>
    const string SyncPrefix = "sync-";

    /// <summary>A host that was recognised at this port. Almost all requests name the same host.</summary>
    sealed record Seen(string Host, int Port);

    Seen? last;

    public bool Knows(HttpContext context)
    {
        // No browser reaches the socket of a sandbox, which has no port and no address.
        if (RequestOrigin.IsFunction(context))
            return true;
        var host = context.Request.Host;
        var port = context.Connection.LocalPort;
        if (last is { } seen && seen.Port == port && seen.Host == host.Value)
            return true;
        if (!Recognises(host, context))
            return false;
        // The addresses of this machine are not kept: another connection may have another one.
        if (!IPAddress.TryParse(host.Host, out var address) || IPAddress.IsLoopback(address))
            last = new(host.Value!, port);
        return true;
    }

    bool Recognises(HostString host, HttpContext context)
    {
        if (Knows(settings.Hostnames, host.Host))
            return true;
        if (host.Port is { } port && port != context.Connection.LocalPort)
            return false;
        return IPAddress.TryParse(host.Host.Trim('[', ']'), out var address)
            ? IPAddress.IsLoopback(address) || IsLocal(context.Connection.LocalIpAddress, address)
            : Knows(["localhost"], host.Host);
    }

    /// <summary>
    /// The part of a host before a name of the cloud: bucket for bucket.localhost:4566. Null if there is no such part.
    /// </summary>
    public string? PrefixOf(string host)
    {
        var name = new HostString(host).Host;
        var names = settings.Hostnames.Append("localhost").ToList();
        var below = names.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : names.Find(known => IsBelow(name, known));
        return below is null ? null : name[..^(below.Length + 1)];
    }

    /// <summary>The refusal of a request for another name, in plain words.</summary>
    public string Refusal(string host) =>
        $"'{host}' is not a name of this cloud. It answers at {settings.Endpoint}"
        + (settings.Hostnames.IsEmpty ? "" : $" and for the names {string.Join(", ", settings.Hostnames)}")
        + ". To use another name or address, start the cloud with --hostname and that name.";

    static bool Knows(IEnumerable<string> names, string host) =>
        names.Any(name =>
            host.Equals(name, StringComparison.OrdinalIgnoreCase)
            || IsBelow(host, name)
            || (
                host.StartsWith(SyncPrefix, StringComparison.OrdinalIgnoreCase)
                && host.AsSpan(SyncPrefix.Length).Equals(name, StringComparison.OrdinalIgnoreCase)
            )
        );

    static bool IsBelow(string host, string name) =>
        host.Length > name.Length + 1
        && host[^(name.Length + 1)] == '.'
        && host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && !IPAddress.TryParse(name, out _);

    static bool IsLocal(IPAddress? local, IPAddress asked) =>
        local is not null && (local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).Equals(asked);
}
