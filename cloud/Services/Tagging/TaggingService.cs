using Classroom.Cloud.Api;

namespace Classroom.Cloud.Tagging;

/// <summary>Finds resources of all services by their tags.</summary>
sealed class TaggingService : Service
{
    public override string Prefix => "tag";

    public override string ModelName => "resourcegroupstaggingapi";

    public override AwsException Throttled => new("ThrottledException", "Rate exceeded");

    public override string SigningName => "tagging";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "ResourceGroupsTaggingAPI_20170126";

    public override string JsonVersion => "1.1";

    public override string ValidationError => "InvalidParameterException";
}
