using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;

namespace Classroom.Services.Tests.Models;

/// <summary>Values that the shapes of a model allow: the smallest that say something.</summary>
static class SampleValues
{
    /// <summary>One of these satisfies each pattern of the members of inputs.</summary>
    static readonly string[] Texts =
    [
        "sample",
        "v1",
        "1",
        "$LATEST",
        "arn:aws:iam::000000000000:role/sample",
        "arn:aws:lambda:us-east-1:000000000000:function:sample",
        "arn:aws:events:us-east-1:000000000000:archive/sample",
        "arn:aws:states:us-east-1:000000000000:stateMachine:sample",
        "lambda:InvokeFunction",
        "0123456789abcdef01234567",
        "sample/sample",
        "2026-01-01T00:00:00Z",
        "/",
        "123456",
        "us-east-1",
        "events:PutEvents",
        "aws.partner/sample/sample",
        "sg-0123456789abcdef0",
        "subnet-0123456789abcdef0",
        "000000000000",
        "/mnt/sample",
        "sample.com:9092",
        "arn:aws:kms:us-east-1:000000000000:key/sample",
        "arn:aws:sns:us-east-1:000000000000:sample",
        "arn:aws:lambda:us-east-1:000000000000:layer:sample:1",
        "arn:aws:lambda:us-east-1:000000000000:capacity-provider:sample",
        "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0",
        "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0",
    ];

    /// <summary>The required members of a structure.</summary>
    public static JsonObject Required(Service service, StructureShape? shape)
    {
        var made = new JsonObject();
        foreach (var member in shape?.Members.Where(member => member.IsRequired) ?? [])
            made[RequestCheck.JsonNameOf(service, member)] = Of(service, member.Shape);
        return made;
    }

    public static JsonNode Of(Service service, Shape shape) =>
        shape switch
        {
            StructureShape structure => Required(service, structure),
            ListShape list => new JsonArray([
                .. Enumerable.Range(0, (int)Math.Max(1, list.Length.Min ?? 0)).Select(_ => Of(service, list.Item)),
            ]),
            MapShape map => new JsonObject { [Text((StringShape)map.Key)] = Of(service, map.Value) },
            StringShape text => Text(text),
            NumberShape number => JsonValue.Create(Math.Clamp(1, number.Range.Min ?? 1, number.Range.Max ?? 1_000_000)),
            BooleanShape => true,
            TimestampShape => 1_772_442_000,
            BlobShape => Convert.ToBase64String(new byte[(int)Math.Max(1, ((BlobShape)shape).Length.Min ?? 1)]),
            DocumentShape => new JsonObject(),
            _ => throw new AssertionException($"{shape} is of an unknown kind"),
        };

    public static string Text(StringShape shape) =>
        shape.Values is { Count: > 0 } values
            ? values[0]
            : Texts.Append(new string('a', (int)Math.Clamp(shape.Length.Min ?? 1, 1, 10_000))).FirstOrDefault(text => Fits(shape, text))
                ?? throw new AssertionException($"No sample satisfies the pattern of {shape.Name}: {shape.Pattern?.Text}");

    static bool Fits(StringShape shape, string text) =>
        shape.Pattern?.IsMatch(text) != false
        && text.Length >= (shape.Length.Min ?? 0)
        && text.Length <= (shape.Length.Max ?? int.MaxValue);
}
