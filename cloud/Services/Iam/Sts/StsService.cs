using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam.Sts;

sealed class StsService : Service
{
    public override string Prefix => "sts";

    public override WireProtocol Protocol => WireProtocol.Query;

    public override string XmlNamespace => "https://sts.amazonaws.com/doc/2011-06-15/";
}
