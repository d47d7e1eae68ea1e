using Classroom.Languages;

namespace Classroom.Cloud.Api;

enum WireProtocol
{
    Json,
    Query,
    RestJson,
    RestXml,
}

/// <summary>A service as the wire knows it. Its operations are the classes of its namespace.</summary>
abstract class Service
{
    /// <summary>The service in the names of actions: states in states:StartExecution.</summary>
    public abstract string Prefix { get; }

    public abstract WireProtocol Protocol { get; }

    /// <summary>The service in the scope of a signature.</summary>
    public virtual string SigningName => Prefix;

    /// <summary>What stands before the operation's name in X-Amz-Target.</summary>
    public virtual string? TargetPrefix => null;

    /// <summary>The header with the number of a call.</summary>
    public virtual string RequestIdHeader => "x-amzn-RequestId";

    /// <summary>Of the JSON protocol.</summary>
    public virtual string JsonVersion => "1.0";

    public virtual string? XmlNamespace => null;

    /// <summary>Members begin with a small letter.</summary>
    public virtual bool IsCamelCase => false;

    /// <summary>The error of a call that IAM forbids.</summary>
    public virtual string AccessDenied => Protocol == WireProtocol.Query ? "AccessDenied" : "AccessDeniedException";

    public virtual int AccessDeniedStatus => Protocol == WireProtocol.Json ? 400 : 403;

    /// <summary>Whether a denial puts the resource in quotes.</summary>
    public virtual bool QuotesResources => false;

    /// <summary>The error of an input that lacks something, or has it wrong.</summary>
    public virtual string ValidationError => Protocol == WireProtocol.Query ? "ValidationError" : "ValidationException";

    /// <summary>The error of a number or a time that cannot be used.</summary>
    public virtual AwsException InvalidValue(string value, string place) =>
        new(ValidationError, $"The value {value} for parameter {place} is invalid.");

    /// <summary>The action of an operation, where it is not its name.</summary>
    public virtual string ActionOf(string operation) => operation;

    /// <summary>The error of an operation that is not there, in this service's words.</summary>
    public virtual AwsException Unknown(string operation) =>
        Protocol switch
        {
            WireProtocol.Query => new("InvalidAction", $"The action {operation} is not valid for this web service."),
            WireProtocol.Json => new("UnknownOperationException", ""),
            _ => new("UnknownOperationException", $"Unable to determine service/operation name to be authorized: {operation}", 404),
        };

    /// <summary>A text of a caller's that its language refuses, where the operation has no error of its own for such texts.</summary>
    public virtual AwsException Refuse(LanguageException exception) => new(ValidationError, exception.Message);

    /// <summary>Whether an operation may be asked for without a signature: a resource policy may let nobody in particular in.</summary>
    public virtual bool TakesUnsigned(string operation) => false;

    /// <summary>One of its operations at a time.</summary>
    public object OperationLock { get; } = new();
}
