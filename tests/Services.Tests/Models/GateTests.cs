using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Validation;

namespace Classroom.Services.Tests.Models;

/// <summary>Requests that are made from the models: valid ones pass the gate, and wrong ones do not.</summary>
sealed class GateTests : ServiceTest
{
    /// <summary>So many wrong requests there are at least.</summary>
    const int Fewest = 20_000;

    static IEnumerable<Type> Operations =>
        TestCloud.Operations.Where(type => TestCloud.ServiceOf(type).Protocol != WireProtocol.RestXml).OrderBy(type => type.FullName);

    /// <summary>Members that the operations demand though the models do not. No recording says what AWS answers without them.</summary>
    static readonly Dictionary<Type, (string Name, JsonNode Value)[]> Demanded = new()
    {
        [typeof(Cloud.ApiGateway.TagResource)] = [("tags", new JsonObject { ["a"] = "b" })],
        [typeof(Cloud.Iam.CreateLoginProfile)] = [("UserName", "sample"), ("Password", "sample")],
        [typeof(Cloud.Lambda.CreateEventSourceMapping)] = [("EventSourceArn", "arn:aws:sqs:us-east-1:000000000000:sample")],
        // The body of a request over HTTP may be empty, but it is always there.
        [typeof(Cloud.Lambda.Invoke)] = [("Payload", "")],
        [typeof(Cloud.Logs.DeleteResourcePolicy)] = [("policyName", "sample")],
        [typeof(Cloud.Logs.PutResourcePolicy)] = [("policyName", "sample"), ("policyDocument", "{}")],
        [typeof(Cloud.Sqs.ChangeMessageVisibilityBatch)] =
        [
            (
                "Entries",
                new JsonArray(
                    new JsonObject
                    {
                        ["Id"] = "a",
                        ["ReceiptHandle"] = "b",
                        ["VisibilityTimeout"] = 1,
                    }
                )
            ),
        ],
        [typeof(Cloud.StepFunctions.TagResource)] = [("tags", new JsonArray(new JsonObject { ["key"] = "a", ["value"] = "b" }))],
    };

    /// <summary>A token may be that of an execution that is being resumed, so these operations wait for the end of the start.</summary>
    static readonly Type[] WaitForResumption =
    [
        typeof(Cloud.StepFunctions.SendTaskFailure),
        typeof(Cloud.StepFunctions.SendTaskHeartbeat),
        typeof(Cloud.StepFunctions.SendTaskSuccess),
    ];

    [TestCaseSource(nameof(Operations))]
    public async Task A_request_with_the_required_members_is_not_refused_for_its_shape(Type type)
    {
        var service = TestCloud.ServiceOf(type);
        var operation = Cloud.OperationOf(type);
        var request = SampleValues.Required(service, operation.Check.Model?.Input);
        foreach (var (name, value) in Demanded.GetValueOrDefault(type, []))
            request[name] = value.DeepClone();
        if (WaitForResumption.Contains(type))
        {
            Assert.That(operation.Read(() => JsonSerializer.SerializeToDocument(request), ValuesOf(service)), Is.Not.Null);
            return;
        }
        try
        {
            await Cloud.CallAsync(type, request, Cloud.Root);
        }
        catch (AwsException exception)
        {
            Assert.That(exception.Code, Is.Not.EqualTo(WrongType.Code), request.ToJsonString());
            Assert.That(exception.Status, Is.LessThan(500), exception.Message);
            Assert.That(
                exception.Message,
                Does.Not.Contain("failed to satisfy constraint").And.Not.Contain("not supported by").And.Not.Contain("expected type"),
                request.ToJsonString()
            );
        }
    }

    [Test]
    public async Task Requests_with_one_thing_wrong_are_refused()
    {
        var (count, accepted) = (0, new List<string>());
        foreach (var type in Operations)
        {
            var operation = Cloud.OperationOf(type);
            if (operation.Check is not { Input: { } check, Model.Input: { } shape })
                continue;
            foreach (var wrong in new WrongValues(operation.Service).Of(shape, check))
            {
                count++;
                if (!await IsRefusedAsync(type, operation, wrong))
                    accepted.Add($"{operation.Service.Prefix}:{operation.Name} {wrong.What}");
            }
        }
        TestContext.Out.WriteLine($"{count} requests");
        Assert.That(accepted, Is.Empty, $"{accepted.Count} of {count} were accepted");
        Assert.That(count, Is.GreaterThanOrEqualTo(Fewest));
    }

    async Task<bool> IsRefusedAsync(Type type, Operation operation, WrongValue wrong)
    {
        try
        {
            var input = operation.Read(() => JsonSerializer.SerializeToDocument(wrong.Value), ValuesOf(operation.Service));
            // Nothing but the operation itself can refuse what the gate leaves to it.
            if (wrong.IsExempt)
                await Cloud.RunAsync(type, input!, Cloud.Root);
            return false;
        }
        catch (AwsException exception)
        {
            return exception.Status is >= 400 and < 500 || (wrong.Broken == Exempt.None && exception.Status == 501);
        }
    }

    static Values ValuesOf(Service service) => service.Protocol == WireProtocol.Json ? Values.Typed : Values.Text;
}
