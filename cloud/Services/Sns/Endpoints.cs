using System.Net;
using System.Text.RegularExpressions;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

/// <summary>The endpoints that a subscription may have.</summary>
static partial class Endpoints
{
    public static void Check(string protocol, string? endpoint, bool isFifo)
    {
        if (string.IsNullOrEmpty(endpoint))
            throw SnsService.Invalid("Endpoint");
        var fits = protocol switch
        {
            "sqs" => endpoint.StartsWith("arn:aws:sqs:", StringComparison.Ordinal) ? true : throw SnsService.Invalid("SQS endpoint ARN"),
            "lambda" => endpoint.StartsWith("arn:aws:lambda:", StringComparison.Ordinal)
                ? true
                : throw SnsService.Invalid("Lambda endpoint ARN"),
            "http" or "https" => IsHere(protocol, endpoint),
            "email" or "email-json" => endpoint.Contains('@', StringComparison.Ordinal) ? true : throw SnsService.Invalid("Email address"),
            "sms" when !PhoneNumbers().IsMatch(endpoint) => throw new AwsException("InvalidParameter", $"Invalid SMS endpoint: {endpoint}"),
            "sms" or "application" or "firehose" => throw SnsService.Invalid(
                $"the embedded cloud does not support the protocol {protocol}; it supports sqs, lambda, http and email"
            ),
            _ => throw SnsService.Invalid($"Amazon SNS does not support this protocol string: {protocol}"),
        };
        if (fits && isFifo && protocol != "sqs")
            throw SnsService.Invalid($"Endpoint Reason: FIFO topics of the embedded cloud deliver to SQS only, not to {protocol}");
        if (fits && !isFifo && protocol == "sqs" && endpoint.EndsWith(".fifo", StringComparison.Ordinal))
            throw SnsService.Invalid("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
    }

    [GeneratedRegex(@"^\+?[0-9]+([-.\s][0-9]+)*$")]
    private static partial Regex PhoneNumbers();

    // Only HTTP endpoints on this machine are allowed: a student's subscription must not make this machine call others.
    static bool IsHere(string protocol, string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.Scheme == protocol
        && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address)))
            ? true
            : throw SnsService.Invalid($"Endpoint must match the specified protocol, and be on this machine; {endpoint} is not");
}
