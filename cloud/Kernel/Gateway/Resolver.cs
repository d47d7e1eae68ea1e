using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Gateway.Signatures;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Gateway;

/// <summary>The service, operation and protocol of a request, as far as the request names them.</summary>
sealed record Target(
    Service? Service,
    Operation? Operation,
    string? OperationName,
    IProtocol Protocol,
    IReadOnlyDictionary<string, string> Route
)
{
    /// <summary>The service of AWS that the request is for, if the embedded cloud does not have it.</summary>
    public ServiceLine? Foreign { get; init; }
}

/// <summary>Finds the service, the operation and the protocol of a request. This is the only place that does so.</summary>
sealed class Resolver(
    Catalog catalog,
    JsonProtocol json,
    QueryProtocol query,
    RestJsonProtocol restJson,
    CborProtocol cbor,
    Ec2Protocol ec2,
    IEnumerable<IServiceProtocol> own
)
{
    static readonly Dictionary<string, string> NoRoute = [];

    public Target Resolve(WireRequest request)
    {
        if (
            request.Header("Smithy-Protocol") == "rpc-v2-cbor"
            && request.RawPath.Split('/') is ["", "service", var prefix, "operation", var name]
        )
            return ByName(catalog.ByTarget(prefix), name, cbor) with { Foreign = ServiceIndex.ByTarget(prefix) };
        if (request.Header("X-Amz-Target") is { } target && target.LastIndexOf('.') is > 0 and var dot)
            return catalog.ByTarget(target[..dot]) is { } known
                ? ByName(known, target[(dot + 1)..], json)
                : ByName(null, target, json) with
                {
                    Foreign = ServiceIndex.ByTarget(target[..dot]),
                };
        var signed = CredentialOf(request)?.Service;
        var service = signed is null ? Guess(request) : catalog.BySigningName(signed);
        if (service is null)
            return OfForeign(signed is null ? null : ServiceIndex.BySigningName(signed), request);
        foreach (var protocol in own)
        {
            if (protocol.Resolve(service, catalog, request) is { } resolved)
                return resolved;
        }
        if (service.Protocol is WireProtocol.Query || (service.Protocol is WireProtocol.Json && IsForm(request)))
            return ByName(service, QueryProtocol.FormOf(request).Find(pair => pair.Key == "Action").Value ?? "", query);
        if (service.Protocol is WireProtocol.Json)
            return new(service, null, null, json, NoRoute);
        var found = catalog.Find(service, request.Method, request.RawPath);
        return new(service, found?.Operation, found?.Operation.Name, restJson, found?.Values ?? NoRoute);
    }

    /// <summary>A service that is not here: the answer has the form that its clients expect.</summary>
    Target OfForeign(ServiceLine? foreign, WireRequest request)
    {
        IProtocol protocol = foreign?.Protocols[0] switch
        {
            "json" => json,
            "query" or "rest-xml" => query,
            "ec2" => ec2,
            "smithy-rpc-v2-cbor" => cbor,
            _ => restJson,
        };
        var action = IsForm(request) ? QueryProtocol.FormOf(request).Find(pair => pair.Key == "Action").Value : null;
        return new(null, null, action, protocol, NoRoute) { Foreign = foreign };
    }

    Target ByName(Service? service, string name, IProtocol protocol) =>
        new(service, service is null ? null : catalog.Find(service, name), name, protocol, NoRoute);

    /// <summary>The credential that a request names, before its signature has been verified; null for an unsigned request.</summary>
    public static Credential? CredentialOf(WireRequest request)
    {
        var credential =
            request.Header("Authorization") is { } header && header.IndexOf("Credential=", StringComparison.Ordinal) is >= 0 and var at
                ? header[(at + "Credential=".Length)..].Split(',', ' ')[0]
                : request.Parameter("X-Amz-Credential");
        if (credential is null && request.Form is { } form)
            return form.Value("X-Amz-Credential") is { } signed ? Credential.Parse(signed)
                : form.Value("AWSAccessKeyId") is { } owner ? new(owner, "", "", "s3")
                : null;
        if (credential is null && SignatureV2.IsIn(request) && request.Parameter("AWSAccessKeyId") is { } key)
            return new(key, "", "", "s3");
        return credential is null ? null : Credential.Parse(credential);
    }

    public static bool IsForm(WireRequest request) =>
        request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true
        || request.HasParameter("Action");

    /// <summary>The service of an unsigned request, found by its path alone.</summary>
    Service? Guess(WireRequest request)
    {
        if (IsForm(request))
        {
            var action = QueryProtocol.FormOf(request).Find(pair => pair.Key == "Action").Value;
            return catalog.Services.FirstOrDefault(service =>
                    service.Protocol is WireProtocol.Query && catalog.Find(service, action ?? "") is not null
                ) ?? catalog.ByPrefix("sts");
        }
        return catalog.Services.FirstOrDefault(service =>
                service.Protocol is WireProtocol.RestJson && catalog.Find(service, request.Method, request.RawPath) is not null
            ) ?? catalog.BySigningName("s3");
    }
}
