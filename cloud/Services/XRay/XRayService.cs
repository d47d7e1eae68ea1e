using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

sealed class XRayService : Service
{
    public override string Prefix => "xray";

    public override AwsException Throttled => new("ThrottledException", "Rate exceeded", 429);

    public override WireProtocol Protocol => WireProtocol.RestJson;

    public override string ValidationError => "InvalidRequestException";
}
