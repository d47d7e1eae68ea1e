using Classroom.Cloud.Api;

namespace Classroom.Cloud.CloudTrail;

sealed class CloudTrailService : Service
{
    public override string Prefix => "cloudtrail";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";

    public override string JsonVersion => "1.1";
}
