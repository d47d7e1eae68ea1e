using System.Text.Json.Nodes;
using Classroom.Cloud.Events;

namespace Classroom.Services.Tests.Events;

/// <summary>An event that a rule sends to another bus goes no further.</summary>
sealed class BusToBusTests : EventTest
{
    [Test]
    public async Task A_second_step_from_bus_to_bus_is_refused_and_the_event_becomes_a_dead_letter()
    {
        await GivenQueueAsync();
        var role = await RoleAsync("bus", "events.amazonaws.com", Allow("events:PutEvents"));
        await CallAsync<CreateEventBus>(new { Name = "one" });
        await CallAsync<CreateEventBus>(new { Name = "two" });
        foreach (var (from, to) in ((string, string)[])[("one", "two"), ("two", "one")])
        {
            await CallAsync<PutRule>(
                new
                {
                    Name = "on",
                    EventBusName = from,
                    EventPattern = """{"source":["class"]}""",
                }
            );
            await CallAsync<PutTargets>(
                new
                {
                    Rule = "on",
                    EventBusName = from,
                    Targets = new[]
                    {
                        new
                        {
                            Id = "bus",
                            Arn = $"arn:aws:events:{Region}:{Account}:event-bus/{to}",
                            RoleArn = role,
                            DeadLetterConfig = new { Arn = Inbox },
                        },
                    },
                }
            );
        }
        await CallAsync<PutEvents>(
            new
            {
                Entries = new[]
                {
                    new
                    {
                        EventBusName = "one",
                        Source = "class",
                        DetailType = "Order",
                        Detail = """{"price":1}""",
                    },
                },
            }
        );
        var dead = JsonNode.Parse(await NextMessageAsync())!;
        Assert.That((dead.At("source"), dead.At("detail/price")), Is.EqualTo(("class", "1")));
    }
}
