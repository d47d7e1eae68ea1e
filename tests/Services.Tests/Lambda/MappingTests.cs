using System.Text.Json.Nodes;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Lambda;

sealed class MappingTests : FunctionTest
{
    const string Queue = $"arn:aws:sqs:{Region}:{Account}:orders";

    [Test]
    public async Task CreateEventSourceMapping_connects_a_queue_with_a_function()
    {
        var made = await MappingAsync();
        Assert.That((made.At("State"), made.At("FunctionArn"), made.At("BatchSize")), Is.EqualTo(("Creating", ArnOf("handler"), "10")));
        Assert.That((await CallAsync<GetEventSourceMapping>(new { UUID = made.At("UUID") })).At("State"), Is.EqualTo("Enabled"));
        Assert.That(
            (await CallAsync<ListEventSourceMappings>(new { FunctionName = "handler" })).Each("EventSourceMappings/*/UUID"),
            Is.EqualTo(new[] { made.At("UUID") })
        );
    }

    [Test]
    public async Task CreateEventSourceMapping_refuses_what_Lambda_refuses()
    {
        await RefusedAsync<CreateEventSourceMapping>(NotThere, Mapping());
        await FunctionAsync();
        await RefusedAsync<CreateEventSourceMapping>(Wrong, Mapping());
        await CallAsync<CreateQueue>(new { QueueName = "orders" });
        await RefusedAsync<CreateEventSourceMapping>(Wrong, Mapping(source: $"arn:aws:kinesis:{Region}:{Account}:stream/s"));
        await RefusedAsync<CreateEventSourceMapping>(OutOfRange, Mapping(batch: 0));
        await RefusedAsync<CreateEventSourceMapping>(Wrong, Mapping(batch: 11));
        await RefusedAsync<CreateEventSourceMapping>(OutOfRange, Mapping(batch: 11, window: 301));
        await RefusedAsync<CreateEventSourceMapping>(Wrong, Mapping(pattern: "{"));
        await CallAsync<CreateEventSourceMapping>(Mapping());
        await RefusedAsync<CreateEventSourceMapping>("ResourceConflictException", Mapping());
    }

    [Test]
    public async Task CreateEventSourceMapping_refuses_a_role_that_may_not_read_the_queue()
    {
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        await CallAsync<CreateFunction>(Function("handler"));
        await CallAsync<CreateQueue>(new { QueueName = "orders" });
        Assert.That((await RefusedAsync<CreateEventSourceMapping>(Wrong, Mapping())).Message, Does.Contain("ReceiveMessage on SQS"));
    }

    [Test]
    public async Task UpdateEventSourceMapping_changes_a_mapping()
    {
        var id = (await MappingAsync()).At("UUID");
        await CallAsync<UpdateEventSourceMapping>(
            new
            {
                UUID = id,
                Enabled = false,
                BatchSize = 1,
            }
        );
        var changed = await CallAsync<GetEventSourceMapping>(new { UUID = id });
        Assert.That((changed.At("State"), changed.At("BatchSize")), Is.EqualTo(("Disabled", "1")));
        await RefusedAsync<UpdateEventSourceMapping>(OutOfRange, new { UUID = id, BatchSize = 10_001 });
    }

    [Test]
    public async Task DeleteEventSourceMapping_takes_a_mapping_away()
    {
        var named = new { UUID = (await MappingAsync()).At("UUID") };
        Assert.That((await CallAsync<DeleteEventSourceMapping>(named)).At("State"), Is.EqualTo("Deleting"));
        await RefusedAsync<GetEventSourceMapping>(NotThere, named);
        await RefusedAsync<DeleteEventSourceMapping>(NotThere, named);
        await RefusedAsync<UpdateEventSourceMapping>(NotThere, named);
        await RefusedAsync<ListEventSourceMappings>(Wrong, new { Marker = "made up" });
    }

    [Test]
    public async Task A_mapping_has_tags_and_none_behind_the_name_of_a_function()
    {
        var mapping = await MappingAsync();
        await CallAsync<TagResource>(new { Resource = mapping.At("EventSourceMappingArn"), Tags = new { stage = "dev" } });
        Assert.That(
            (await CallAsync<ListTags>(new { Resource = mapping.At("EventSourceMappingArn") })).At("Tags/stage"),
            Is.EqualTo("dev")
        );
        var behind = $"{ArnOf("ann-handler")}:event-source-mapping:{mapping.At("UUID")}";
        await RefusedAsync<TagResource>(OutOfRange, new { Resource = behind, Tags = new { stage = "stolen" } });
    }

    async Task<JsonNode> MappingAsync()
    {
        await FunctionAsync();
        await CallAsync<CreateQueue>(new { QueueName = "orders" });
        return await CallAsync<CreateEventSourceMapping>(Mapping());
    }

    static object Mapping(string source = Queue, int? batch = null, int? window = null, string? pattern = null) =>
        new
        {
            FunctionName = "handler",
            EventSourceArn = source,
            BatchSize = batch,
            MaximumBatchingWindowInSeconds = window,
            FilterCriteria = pattern is null ? null : new { Filters = new[] { new { Pattern = pattern } } },
        };
}
