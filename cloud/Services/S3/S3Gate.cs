using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.Validation;

namespace Classroom.Cloud.S3;

/// <summary>Checks requests to S3 against its model: members that the operation does not take are refused by name, never dropped.</summary>
sealed class S3Gate(CloudSettings settings)
{
    const string OwnerHeader = "x-amz-expected-bucket-owner";

    readonly ConcurrentDictionary<string, OperationMembers> known = new(StringComparer.Ordinal);

    public void Check(string operation, S3Request request)
    {
        if (request.Wire.Header(OwnerHeader) is { } owner)
            CheckOwner(owner);
        Checksums.Check(operation, request.Wire);
        var members = known.GetOrAdd(operation, OperationMembers.Of);
        List<string>? unsupported = null;
        foreach (var member in members.Elsewhere)
        {
            if (ValueOf(member.Member, request) is not { } value)
                continue;
            if (member.Member.Shape is StringShape { Values: { } values } && !values.Contains(value) && !member.IsLeft)
                throw new AwsException("InvalidArgument", $"Invalid value '{value}' for {member.Member.WireName}");
            if (member.Member.Shape is NumberShape && value.Length > 0 && !long.TryParse(value, CultureInfo.InvariantCulture, out _))
                throw new AwsException("InvalidArgument", $"Provided {member.Member.WireName} not an integer or within integer range");
            if (!member.Allows(value))
                (unsupported ??= []).Add(member.Member.Name);
        }
        if (unsupported is not null)
            throw NotSupported(operation, unsupported);
        if (members.Payload is { } payload && request.Wire.Body.Length > 0)
            CheckBody(operation, payload, members, request.ReadXml());
    }

    /// <summary>The members of the model that an operation refuses.</summary>
    public static IEnumerable<string> RefusedBy(string operation)
    {
        var members = OperationMembers.Of(operation);
        return members
            .Elsewhere.Where(member => !member.IsTaken && member.Ignored is not { Count: 0 })
            .Select(member => member.Member.Name)
            .Concat(
                members
                    .Payload?.Members.Select(member => member.Name)
                    .Where(name => !members.Taken.Contains(name) && members.Ignored(name) is not { Count: 0 })
                    ?? []
            );
    }

    void CheckOwner(string owner)
    {
        if (owner.Length != 12 || !owner.All(char.IsAsciiDigit))
            throw new AwsException(
                "InvalidBucketOwnerAWSAccountID",
                $"The value of the expected bucket owner parameter must be an AWS Account ID... [{owner}]"
            );
        if (owner != settings.Account)
            throw new AwsException("AccessDenied", "Access Denied", 403);
    }

    static void CheckBody(string operation, StructureShape payload, OperationMembers members, XElement body)
    {
        List<string>? unsupported = null;
        foreach (var element in body.Elements())
        {
            var member =
                payload.Members.FirstOrDefault(member => member.WireName == element.Name.LocalName)
                ?? throw new AwsException(
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema"
                );
            if (!members.TakesFromBody(member.Name, element.Value))
                (unsupported ??= []).Add(member.Name);
        }
        if (unsupported is not null)
            throw NotSupported(operation, unsupported);
    }

    static AwsException NotSupported(string operation, IReadOnlyList<string> members) =>
        new(
            "NotImplemented",
            $"A header or query you provided implies functionality that is not implemented: {string.Join(", ", members)} of {operation} "
                + $"{(members.Count == 1 ? "is" : "are")} not supported by the embedded cloud",
            501
        );

    static string? ValueOf(Member member, S3Request request) =>
        member.Place switch
        {
            Place.Query => request.Wire.Parameter(member.WireName),
            Place.Header => request.Wire.Header(member.WireName),
            _ => null,
        };
}

/// <summary>The members of an operation of S3, and which of them it takes.</summary>
/// <param name="Elsewhere">The members in the query and in headers.</param>
/// <param name="Payload">The structure of the body; null for a body of bytes and for operations without a body.</param>
sealed record OperationMembers(
    IReadOnlyList<OperationMember> Elsewhere,
    StructureShape? Payload,
    IReadOnlySet<string> Taken,
    Func<string, IReadOnlyList<string>?> Ignored
)
{
    public bool TakesFromBody(string member, string value) => OperationMember.IsAllowed(Taken.Contains(member), Ignored(member), value);

    public static OperationMembers Of(string operation)
    {
        var departures = Departures.Of("s3");
        var model = ServiceModel.Of("s3").Find(operation);
        var members = model?.Input?.Members ?? [];
        var type = typeof(OperationMembers).Assembly.GetType($"{typeof(OperationMembers).Namespace}.{operation}");
        var taken = (type?.GetCustomAttribute<TakesAttribute>()?.Members ?? []).ToHashSet(StringComparer.Ordinal);
        return new(
            [
                .. members
                    .Where(member => member.Place is Place.Query or Place.Header)
                    .Select(member => new OperationMember(
                        member,
                        taken.Contains(member.Name),
                        departures.Ignored(operation, member.Name),
                        departures.Exempt(operation, member.Name).HasFlag(Exempt.Enumeration)
                    )),
            ],
            members.FirstOrDefault(member => member.IsPayload)?.Shape as StructureShape,
            taken,
            name => departures.Ignored(operation, name)
        );
    }
}

/// <param name="Ignored">The values without effect; empty for every value; null if the member is not ignored.</param>
/// <param name="IsLeft">Whether the operation checks the enumeration itself.</param>
sealed record OperationMember(Member Member, bool IsTaken, IReadOnlyList<string>? Ignored, bool IsLeft)
{
    public bool Allows(string value) => IsAllowed(IsTaken, Ignored, value);

    public static bool IsAllowed(bool isTaken, IReadOnlyList<string>? ignored, string value) =>
        isTaken || ignored is { Count: 0 } || value is "" or "false" || ignored?.Contains(value) == true;
}
