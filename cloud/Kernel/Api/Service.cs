using Classroom.Cloud.Models;
using Classroom.Languages;

namespace Classroom.Cloud.Api;

enum WireProtocol
{
    Json,
    Query,
    RestJson,
    RestXml,
}

/// <summary>The wire properties of a service. Its operations are the classes of its namespace.</summary>
abstract class Service
{
    /// <summary>The prefix of the service's IAM actions: states in states:StartExecution.</summary>
    public abstract string Prefix { get; }

    /// <summary>The name of the service's model: its name in AWS's SDK for Python.</summary>
    public virtual string ModelName => Prefix;

    public abstract WireProtocol Protocol { get; }

    /// <summary>
    /// The greatest body of a request, in bytes. AWS takes between one and six megabytes; what parses and checks a body needs many times
    /// its size.
    /// </summary>
    public virtual int LargestBody => 16 * 1024 * 1024;

    /// <summary>The name of the service in the credential scope of a signature.</summary>
    public virtual string SigningName => Prefix;

    /// <summary>The text before the operation's name in the header X-Amz-Target.</summary>
    public virtual string? TargetPrefix => null;

    /// <summary>The response header with the request id.</summary>
    public virtual string RequestIdHeader => "x-amzn-RequestId";

    /// <summary>The version of the JSON protocol.</summary>
    public virtual string JsonVersion => "1.0";

    public virtual string? XmlNamespace => null;

    /// <summary>Whether the names of members begin with a lower-case letter.</summary>
    public virtual bool IsCamelCase => false;

    /// <summary>The error code of a call that IAM denies.</summary>
    public virtual string AccessDenied => Protocol == WireProtocol.Query ? "AccessDenied" : "AccessDeniedException";

    public virtual int AccessDeniedStatus => Protocol == WireProtocol.Json ? 400 : 403;

    /// <summary>Whether an AccessDenied message puts the resource in quotation marks.</summary>
    public virtual bool QuotesResources => false;

    /// <summary>The error code of an input that lacks a required member or has an invalid one.</summary>
    public virtual string ValidationError => Protocol == WireProtocol.Query ? "ValidationError" : "ValidationException";

    /// <summary>The error for a number or a time that is not valid.</summary>
    public virtual AwsException InvalidValue(string value, string place) =>
        new(ValidationError, $"The value {value} for parameter {place} is invalid.");

    /// <summary>The error for values that the model of the service does not allow, in the words of this service.</summary>
    public virtual AwsException Refuse(IReadOnlyList<Violation> violations) => new(ValidationError, Violation.MessageOf(violations));

    /// <summary>The error for members that AWS has and this operation of the embedded cloud does not have.</summary>
    public virtual AwsException NotSupported(string operation, IReadOnlyList<string> members) =>
        new(
            ValidationError,
            $"{string.Join(", ", members)} of {operation} {(members.Count == 1 ? "is" : "are")} not supported by the embedded cloud"
        );

    /// <summary>The IAM action of an operation, if it is not the operation's name.</summary>
    public virtual string ActionOf(string operation) => operation;

    /// <summary>The error for an unknown operation, in the words of this service.</summary>
    public virtual AwsException Unknown(string operation) =>
        Protocol switch
        {
            WireProtocol.Query => new("InvalidAction", $"The action {operation} is not valid for this web service."),
            WireProtocol.Json => new("UnknownOperationException", ""),
            _ => new("UnknownOperationException", $"Unable to determine service/operation name to be authorized: {operation}", 404),
        };

    /// <summary>The error for a text that its language parser refuses, if the operation has no error of its own for this.</summary>
    public virtual AwsException Refuse(LanguageException exception) => new(ValidationError, exception.Message);

    /// <summary>The error for too many calls in a short time.</summary>
    public virtual AwsException Throttled =>
        Protocol == WireProtocol.Query ? new("Throttling", "Rate exceeded") : new("ThrottlingException", "Rate exceeded");

    /// <summary>
    /// Whether an operation may be called without a signature. The resource policy then decides, because it may allow anonymous callers.
    /// </summary>
    public virtual bool TakesUnsigned(string operation) => false;

    /// <summary>The lock of the service: its synchronous operations run one at a time.</summary>
    public object OperationLock { get; } = new();
}
