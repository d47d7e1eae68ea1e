using System.Text.RegularExpressions;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.S3;

/// <summary>
/// The Region that a request for a new bucket names. The endpoint of us-east-1 makes buckets in all Regions; the endpoint of another Region
/// makes its own. The objects are here in either case.
/// </summary>
static partial class LocationConstraint
{
    const string First = "us-east-1";

    /// <summary>The Region that clients of the global endpoint sign for.</summary>
    const string GlobalRegion = "aws-global";

    /// <summary>The other Region of a bucket; null for the Region of the cloud.</summary>
    public static string? Of(S3Request request, string region)
    {
        var asked = request.Wire.Body.Length == 0 ? null : S3Format.Text(request.ReadXml(), "LocationConstraint");
        // A client for another Region sends its requests to the endpoint of that Region.
        var endpoint =
            Resolver.CredentialOf(request.Wire) is { Region: { Length: > 0 } signed } && signed != GlobalRegion ? signed : region;
        if (endpoint != First)
        {
            if (asked != endpoint && !(asked == "EU" && endpoint == "eu-west-1"))
                throw Illegal(asked ?? "unspecified");
            return endpoint == region ? null : asked;
        }
        if (asked is null)
            return null;
        return asked == "EU" || (asked != First && Regions().IsMatch(asked))
            ? asked
            : throw new AwsException("InvalidLocationConstraint", "The specified location-constraint is not valid")
            {
                Details = new Dictionary<string, object> { ["LocationConstraint"] = asked },
            };
    }

    static AwsException Illegal(string asked) =>
        new(
            "IllegalLocationConstraintException",
            $"The {asked} location constraint is incompatible for the region specific endpoint this request was sent to."
        );

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex Regions();
}
