using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class IamService : Service
{
    public override string Prefix => "iam";

    public override WireProtocol Protocol => WireProtocol.Query;

    public override string XmlNamespace => "https://iam.amazonaws.com/doc/2010-05-08/";
}
