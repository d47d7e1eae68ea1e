using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class SnsService : Service
{
    public override string Prefix => "sns";

    public override WireProtocol Protocol => WireProtocol.Query;

    public override string XmlNamespace => "http://sns.amazonaws.com/doc/2010-03-31/";

    public override string AccessDenied => "AuthorizationError";

    public override int AccessDeniedStatus => 403;

    public override string ActionOf(string operation) => operation == nameof(PublishBatch) ? nameof(Publish) : operation;

    /// <summary>The links to confirm and to unsubscribe, which messages contain, are not signed.</summary>
    public override bool TakesUnsigned(string operation) => operation is nameof(ConfirmSubscription) or nameof(Unsubscribe);

    public static AwsException Invalid(string reason) => new("InvalidParameter", $"Invalid parameter: {reason}");

    /// <summary>Refuses a text that cannot be an ARN.</summary>
    public static void CheckArn(string text, string parameter)
    {
        const int least = 6;
        if (text.Split(':').Length is < least and var elements)
            throw Invalid($"{parameter} Reason: An ARN must have at least {least} elements, not {elements}");
    }

    public static AwsException NotFound(string what) => new("NotFound", $"{what} does not exist", 404);
}
