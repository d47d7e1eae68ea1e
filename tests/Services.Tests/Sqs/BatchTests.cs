using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

sealed class BatchTests : QueueTest
{
    [Test]
    public async Task SendMessageBatch_sends_what_it_can_and_names_the_rest()
    {
        var url = await QueueAsync("orders");
        var sent = await CallAsync<SendMessageBatch>(
            new { QueueUrl = url, Entries = new[] { new { Id = "good", MessageBody = "hello" }, new { Id = "bad", MessageBody = "" } } }
        );
        Assert.That(
            (sent.At("Successful/0/Id"), sent.At("Failed/0/Id"), sent.At("Failed/0/Code"), sent.At("Failed/0/SenderFault")),
            Is.EqualTo(("good", "bad", "MissingParameter", "true"))
        );
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "hello" }));
    }

    [Test]
    public async Task DeleteMessageBatch_takes_messages_away()
    {
        var url = await QueueAsync("orders", new { VisibilityTimeout = "0" });
        foreach (var body in (string[])["a", "b"])
            await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = body });
        var entries = (await ReceiveAsync(url)).Select(message => new
        {
            Id = message!.At("Body"),
            ReceiptHandle = message!.At("ReceiptHandle"),
        });
        var deleted = await CallAsync<DeleteMessageBatch>(new { QueueUrl = url, Entries = entries.ToArray() });
        Assert.That(deleted.Each("Successful/*/Id"), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(await ReceiveAsync(url), Is.Empty);
    }

    [Test]
    public async Task ChangeMessageVisibilityBatch_changes_what_it_can_and_names_the_rest()
    {
        var url = await QueueAsync("orders");
        await CallAsync<SendMessage>(new { QueueUrl = url, MessageBody = "again" });
        var receipt = (await ReceiveAsync(url))[0]!.At("ReceiptHandle");
        var changed = await CallAsync<ChangeMessageVisibilityBatch>(
            new
            {
                QueueUrl = url,
                Entries = new[]
                {
                    new
                    {
                        Id = "good",
                        ReceiptHandle = receipt,
                        VisibilityTimeout = 0,
                    },
                    new
                    {
                        Id = "unknown",
                        ReceiptHandle = "r",
                        VisibilityTimeout = 0,
                    },
                    new
                    {
                        Id = "long",
                        ReceiptHandle = receipt,
                        VisibilityTimeout = 43_201,
                    },
                },
            }
        );
        Assert.That(changed.Each("Successful/*/Id"), Is.EqualTo(new[] { "good" }));
        Assert.That(
            changed.Each("Failed/*/Id").Zip(changed.Each("Failed/*/Code")),
            Is.EqualTo(new[] { ("unknown", "ReceiptHandleIsInvalid"), ("long", "InvalidParameterValue") })
        );
        Assert.That(await BodiesAsync(url), Is.EqualTo(new[] { "again" }));
    }

    [Test]
    public async Task Batches_have_1_to_10_entries_with_ids_of_their_own()
    {
        var url = await QueueAsync("orders");
        object Batch(params string[] ids) =>
            new
            {
                QueueUrl = url,
                Entries = ids.Select(id => new
                    {
                        Id = id,
                        MessageBody = "x",
                        ReceiptHandle = "r",
                        VisibilityTimeout = 0,
                    })
                    .ToArray(),
            };
        foreach (
            var (error, batch) in new[]
            {
                ("EmptyBatchRequest", Batch()),
                ("TooManyEntriesInBatchRequest", Batch([.. Enumerable.Range(0, 11).Select(number => $"{number}")])),
                ("BatchEntryIdsNotDistinct", Batch("a", "a")),
                ("InvalidBatchEntryId", Batch("a b")),
            }
        )
        {
            await RefusedAsync<SendMessageBatch>(error, batch);
            await RefusedAsync<DeleteMessageBatch>(error, batch);
            await RefusedAsync<ChangeMessageVisibilityBatch>(error, batch);
        }
    }

    [Test]
    public async Task A_batch_without_failures_lists_none_and_a_batch_of_more_than_a_megabyte_is_refused()
    {
        var url = await QueueAsync("orders");
        object Batch(int size) =>
            new
            {
                QueueUrl = url,
                Entries = new[] { new { Id = "a", MessageBody = new string('x', size) }, new { Id = "b", MessageBody = "x" } },
            };
        Assert.That((await CallAsync<SendMessageBatch>(Batch(1_048_575)))["Failed"], Is.Null);
        var refused = await RefusedAsync<SendMessageBatch>("BatchRequestTooLong", Batch(1_048_576));
        Assert.That(refused.Message, Is.EqualTo("Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes."));
    }
}
