using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Validation;
using Classroom.Languages;

namespace Classroom.Cloud.Sqs;

/// <summary>
/// The Query protocol of SQS, which many clients still use: forms with numbered names and flattened lists. It is converted to and from the
/// JSON protocol.
/// </summary>
sealed class SqsQueryProtocol : IServiceProtocol
{
    /// <summary>The list or map of each numbered form parameter.</summary>
    static readonly Dictionary<string, (string Member, bool IsMap)> Numbered = new(StringComparer.Ordinal)
    {
        ["Attribute"] = ("Attributes", true),
        ["Tag"] = ("Tags", true),
        ["MessageAttribute"] = ("MessageAttributes", true),
        ["MessageSystemAttribute"] = ("MessageSystemAttributes", true),
        ["AttributeName"] = ("AttributeNames", false),
        ["MessageAttributeName"] = ("MessageAttributeNames", false),
        ["MessageSystemAttributeName"] = ("MessageSystemAttributeNames", false),
        ["TagKey"] = ("TagKeys", false),
        ["AWSAccountId"] = ("AWSAccountIds", false),
        ["ActionName"] = ("Actions", false),
        ["SendMessageBatchRequestEntry"] = ("Entries", false),
        ["DeleteMessageBatchRequestEntry"] = ("Entries", false),
        ["ChangeMessageVisibilityBatchRequestEntry"] = ("Entries", false),
    };

    static readonly HashSet<string> Lists = [.. Numbered.Values.Where(known => !known.IsMap).Select(known => known.Member)];

    public Target? Resolve(Service service, Catalog catalog, WireRequest request)
    {
        if (service is not SqsService || !Resolver.IsForm(request))
            return null;
        var name = QueryProtocol.FormOf(request).Find(pair => pair.Key == "Action").Value ?? "";
        return new(service, catalog.Find(service, name), name, this, new Dictionary<string, string>());
    }

    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route)
    {
        var input = (JsonObject)Shape(FormTree.Read(QueryProtocol.FormOf(request)))!;
        // The path of a queue URL may replace the parameter QueueUrl.
        if (!input.ContainsKey("QueueUrl") && request.Path.Length > 1)
            input["QueueUrl"] = request.Path;
        if (operation.Name == nameof(CreateQueue) && input.Remove("Tags", out var tags))
            input["tags"] = tags;
        return operation.Read(() => JsonSerializer.SerializeToDocument(input), Values.Text);
    }

    public WireAnswer Write(Operation operation, object output, string requestId) =>
        Xml(
            200,
            writer =>
            {
                writer.WriteStartElement($"{operation.Name}Response", operation.Service.XmlNamespace);
                if (output is not Nothing)
                {
                    writer.WriteStartElement($"{operation.Name}Result");
                    foreach (
                        var (name, value) in JsonSerializer.SerializeToNode(output, operation.OutputType, WireJson.Of(operation.Service))
                            as JsonObject
                            ?? []
                    )
                        Write(writer, name, value, operation.Name);
                    writer.WriteEndElement();
                }
                writer.WriteStartElement("ResponseMetadata");
                writer.WriteElementString("RequestId", requestId);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
        );

    /// <summary>SQS has an empty Detail in its errors, and words one of them differently in this protocol.</summary>
    public WireAnswer WriteError(Service? service, AwsException error, string requestId) =>
        Xml(
            error.Status,
            writer =>
            {
                var isNoQueue = error.Code.EndsWith("#QueueDoesNotExist", StringComparison.Ordinal);
                writer.WriteStartElement("ErrorResponse", service?.XmlNamespace);
                writer.WriteStartElement("Error");
                writer.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
                writer.WriteElementString("Code", XmlShape.Printable(error.QueryCode ?? error.Code));
                writer.WriteElementString(
                    "Message",
                    isNoQueue ? "The specified queue does not exist for this wsdl version." : XmlShape.Printable(error.Message)
                );
                writer.WriteStartElement("Detail");
                writer.WriteEndElement();
                writer.WriteEndElement();
                writer.WriteElementString("RequestId", requestId);
                writer.WriteEndElement();
            }
        );

    static WireAnswer Xml(int status, Action<XmlWriter> write)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            OmitXmlDeclaration = true,
            // XML parsers replace a carriage return that is not written as an entity.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(stream, settings))
            write(writer);
        return new(status, "text/xml", stream.ToArray());
    }

    static JsonNode? Shape(JsonNode? node)
    {
        if (node is not JsonObject members)
            return node?.DeepClone();
        var shaped = new JsonObject();
        foreach (var (name, value) in members)
        {
            // Clients write an empty list as the name of the list without a value.
            if (Lists.Contains(name) && value.AsText() is { Length: 0 })
                shaped[name] = new JsonArray();
            else if (!Numbered.TryGetValue(name, out var known) || value is not JsonArray items)
                shaped[name] = Shape(value);
            else if (known.IsMap)
                shaped[known.Member] = Map(items);
            else
                shaped[known.Member] = new JsonArray([.. items.Select(Shape)]);
        }
        return shaped;
    }

    /// <summary>Converts a list of names and values to a map; of a repeated name the last value counts.</summary>
    static JsonObject Map(JsonArray items)
    {
        var map = new JsonObject();
        foreach (var item in items.OfType<JsonObject>())
            map[(item["Name"] ?? item["Key"]).AsText() ?? ""] = Shape(item["Value"]);
        return map;
    }

    static void Write(XmlWriter writer, string name, JsonNode? value, string operation)
    {
        switch (name, value)
        {
            case (_, null):
                break;
            case ("Attributes" or "MessageAttributes" or "Tags", JsonObject map):
                foreach (var (key, item) in map)
                {
                    writer.WriteStartElement(name[..^1]);
                    writer.WriteElementString(name == "Tags" ? "Key" : "Name", XmlShape.Printable(key));
                    Write(writer, "Value", item, operation);
                    writer.WriteEndElement();
                }
                break;
            case (_, JsonArray items):
                foreach (var item in items)
                    Write(writer, Singular(name, operation), item, operation);
                break;
            case (_, JsonObject members):
                writer.WriteStartElement(name);
                foreach (var (member, inner) in members)
                    Write(writer, member, inner, operation);
                writer.WriteEndElement();
                break;
            default:
                writer.WriteElementString(name, XmlShape.Printable(value.AsText() ?? value.ToJsonString()));
                break;
        }
    }

    static string Singular(string name, string operation) =>
        name switch
        {
            "Successful" => $"{operation}ResultEntry",
            "Failed" => "BatchResultErrorEntry",
            "queueUrls" => "QueueUrl",
            _ => name[..^1],
        };
}
