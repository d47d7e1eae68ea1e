using System.Net;
using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway.Limits;

/// <summary>
/// Limits the rate of requests, for each access key and for each address. Many students can have one address (a router of the class), so an
/// address may send more. Unless a rate is set, the limits do not apply to this machine.
/// </summary>
sealed class RequestLimits(CloudSettings settings, TimeProvider clock)
{
    const int UsualRate = 100;

    /// <summary>The seconds of calls that may come at once.</summary>
    const int Burst = 5;

    const int KeysOfAnAddress = 10;

    readonly TokenBuckets<string> keys = new(_ => WithBurst(CallsPerSecond(settings)), clock);
    readonly TokenBuckets<IPAddress> addresses = new(_ => WithBurst(CallsPerSecond(settings) * KeysOfAnAddress), clock);

    public bool AppliesTo(IPAddress? address) =>
        CallsPerSecond(settings) > 0 && address is not null && (settings.CallsPerSecond is not null || !IPAddress.IsLoopback(address));

    /// <summary>Refuses a request before its body is read.</summary>
    public void CheckAddress(HttpContext context)
    {
        if (IsBeyond(context))
            throw TooMany(null);
    }

    /// <summary>Whether the address has sent too many requests.</summary>
    public bool IsBeyond(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && AppliesTo(address) && !addresses.TryTake(address);

    /// <summary>
    /// Counts a call for its access key, after the signature has been verified: nobody can use up the calls of a key without its secret.
    /// </summary>
    public void CheckKey(Service? service, IPAddress? address, string? key)
    {
        if (key is not null && AppliesTo(address) && !keys.TryTake(key))
            throw TooMany(service);
    }

    /// <summary>The error of AWS for too many calls, in the words of the service.</summary>
    public static AwsException TooMany(Service? service) => service?.Throttled ?? new("ThrottlingException", "Rate exceeded");

    static int CallsPerSecond(CloudSettings settings) => settings.CallsPerSecond ?? UsualRate;

    static Rate WithBurst(int rate) => new(rate * Burst, rate);
}
