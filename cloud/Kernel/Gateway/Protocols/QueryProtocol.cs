using System.Text;
using System.Text.Json;
using System.Xml;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Validation;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>The Query protocol: requests are forms, answers are XML.</summary>
sealed class QueryProtocol : IProtocol
{
    const string ContentType = "text/xml";

    public static List<KeyValuePair<string, string>> FormOf(WireRequest request) =>
        request.Body.Length > 0 ? WireRequest.Split(Encoding.UTF8.GetString(request.Body)) : [.. request.Query];

    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route) =>
        operation.Read(() => JsonSerializer.SerializeToDocument(FormTree.Read(FormOf(request))), Values.Text);

    public WireAnswer Write(Operation operation, object output, string requestId) =>
        Xml(
            200,
            writer =>
            {
                writer.WriteStartElement($"{operation.Name}Response", operation.Service.XmlNamespace);
                if (operation.Check.Wrapper is { } wrapper)
                {
                    writer.WriteStartElement(wrapper);
                    if (output is not Nothing)
                        XmlShape.Write(writer, output);
                    writer.WriteEndElement();
                }
                writer.WriteStartElement("ResponseMetadata");
                writer.WriteElementString("RequestId", requestId);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
        );

    public WireAnswer WriteError(Service? service, AwsException error, string requestId) =>
        Xml(
            error.Status,
            writer =>
            {
                writer.WriteStartElement("ErrorResponse", service?.XmlNamespace);
                writer.WriteStartElement("Error");
                writer.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
                writer.WriteElementString("Code", XmlShape.Printable(error.QueryCode ?? error.Code));
                // An error without a message has no element for it.
                if (error.Message.Length > 0)
                    writer.WriteElementString("Message", XmlShape.Printable(error.Message));
                writer.WriteEndElement();
                writer.WriteElementString("RequestId", requestId);
                writer.WriteEndElement();
            }
        );

    static WireAnswer Xml(int status, Action<XmlWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
            write(writer);
        return new(status, ContentType, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }
}
