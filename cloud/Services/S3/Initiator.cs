using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Who began an upload.</summary>
static class Initiator
{
    public static XElement Of(Upload upload, Call call)
    {
        var arn = upload.Initiator ?? call.Caller.Arn;
        return new("Initiator", new XElement("ID", arn), new XElement("DisplayName", arn[(arn.LastIndexOfAny(['/', ':']) + 1)..]));
    }
}
