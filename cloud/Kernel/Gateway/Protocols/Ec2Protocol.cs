using System.Text;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>The errors of EC2's own kind of Query protocol. The embedded cloud has no operation of EC2.</summary>
sealed class Ec2Protocol : IProtocol
{
    public object Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route) =>
        throw new NotSupportedException("No operation uses this protocol");

    public WireAnswer Write(Operation operation, object output, string requestId) =>
        throw new NotSupportedException("No operation uses this protocol");

    public WireAnswer WriteError(Service? service, AwsException error, string requestId)
    {
        var xml = new XElement(
            "Response",
            new XElement(
                "Errors",
                new XElement("Error", new XElement("Code", error.Code), new XElement("Message", XmlShape.Printable(error.Message)))
            ),
            new XElement("RequestID", requestId)
        );
        return new(error.Status, "text/xml", Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting)));
    }
}
