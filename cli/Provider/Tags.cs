using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

/// <summary>Tags, in the shape that each service wants.</summary>
static class Tags
{
    public static JsonArray Pairs(JsonObject inputs, string key = "Key", string value = "Value") =>
        [.. inputs.Map("tags").Select(tag => (JsonNode)new JsonObject { [key] = tag.Key, [value] = (string?)tag.Value })];

    public static IEnumerable<(string, string?)> Query(IEnumerable<KeyValuePair<string, JsonNode?>> tags) =>
        tags.SelectMany(
            (tag, index) =>
                new[] { ($"Tags.member.{index + 1}.Key", (string?)tag.Key), ($"Tags.member.{index + 1}.Value", (string?)tag.Value) }
        );

    /// <summary>S3.</summary>
    public static byte[] Xml(JsonObject inputs) =>
        Encoding.UTF8.GetBytes(
            new XElement(
                "Tagging",
                new XElement(
                    "TagSet",
                    inputs
                        .Map("tags")
                        .Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", (string?)tag.Value)))
                )
            ).ToString(SaveOptions.DisableFormatting)
        );

    /// <summary>The map that a list of pairs says, in JSON.</summary>
    public static JsonObject Of(JsonNode? list) =>
        new(
            ((JsonArray?)list ?? [])
                .OfType<JsonObject>()
                .Select(tag => KeyValuePair.Create((string)(tag["Key"] ?? tag["key"])!, (tag["Value"] ?? tag["value"])?.DeepClone()))
        );

    public static JsonObject Of(XElement answer) =>
        new(
            answer
                .Descendants()
                .Where(element => element.Name.LocalName == "Tags")
                .Elements()
                .Select(tag => KeyValuePair.Create(AwsClient.Text(tag, "Key")!, (JsonNode?)AwsClient.Text(tag, "Value")))
        );

    /// <summary>Makes what is there into what is wanted.</summary>
    public static async Task ChangeAsync(
        JsonObject before,
        JsonObject after,
        Func<string[], Task> remove,
        Func<IReadOnlyList<KeyValuePair<string, JsonNode?>>, Task> set
    )
    {
        var (old, wanted) = (before.Map("tags"), after.Map("tags"));
        string[] gone = [.. old.Select(tag => tag.Key).Where(key => !wanted.ContainsKey(key))];
        var changed = wanted.Where(tag => (string?)old[tag.Key] != (string?)tag.Value).ToList();
        if (gone.Length > 0)
            await remove(gone).ConfigureAwait(false);
        if (changed.Count > 0)
            await set(changed).ConfigureAwait(false);
    }

    public static JsonObject Map(IEnumerable<KeyValuePair<string, JsonNode?>> tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.DeepClone())));

    public static JsonArray Texts(IEnumerable<string> keys) => [.. keys.Select(key => (JsonNode)key)];

    /// <summary>CloudWatch and EventBridge.</summary>
    public static Task ChangeByArnAsync(AwsClient aws, string service, string arn, JsonObject before, JsonObject after) =>
        ChangeAsync(
            before,
            after,
            keys => aws.JsonAsync(service, "UntagResource", new() { ["ResourceARN"] = arn, ["TagKeys"] = Texts(keys) }),
            tags =>
                aws.JsonAsync(
                    service,
                    "TagResource",
                    new()
                    {
                        ["ResourceARN"] = arn,
                        ["Tags"] = new JsonArray([
                            .. tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = (string?)tag.Value }),
                        ]),
                    }
                )
        );

    /// <summary>IAM: each kind of thing has operations of its own.</summary>
    public static Task ChangeInIamAsync(
        AwsClient aws,
        string kind,
        (string Name, string? Value) what,
        JsonObject before,
        JsonObject after
    ) =>
        ChangeAsync(
            before,
            after,
            keys => aws.QueryAsync("iam", $"Untag{kind}", [what, .. Reading.Members("TagKeys", keys)]),
            tags => aws.QueryAsync("iam", $"Tag{kind}", [what, .. Query(tags)])
        );

    /// <summary>Lambda and API Gateway.</summary>
    public static Task ChangeByPathAsync(AwsClient aws, string service, string path, string member, JsonObject before, JsonObject after) =>
        ChangeAsync(
            before,
            after,
            keys =>
                aws.RestAsync(
                    service,
                    HttpMethod.Delete,
                    $"{path}?{string.Join('&', keys.Select(key => $"tagKeys={Uri.EscapeDataString(key)}"))}"
                ),
            tags => aws.RestAsync(service, HttpMethod.Post, path, new() { [member] = Map(tags) })
        );
}
