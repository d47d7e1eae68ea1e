using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Events;

/// <summary>A test with a queue that takes the events of everybody.</summary>
abstract class EventTest : ServiceTest
{
    protected const string Inbox = $"arn:aws:sqs:{Region}:{Account}:inbox";
    protected const string InboxUrl = $"http://x/{Account}/inbox";

    protected Task GivenQueueAsync()
    {
        const string open =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""";
        return CallAsync<CreateQueue>(new { QueueName = "inbox", Attributes = new { Policy = open } });
    }

    /// <summary>The body of the next message, however long it takes to come.</summary>
    protected async Task<string> NextMessageAsync() =>
        (await CallAsync<ReceiveMessage>(new { QueueUrl = InboxUrl, WaitTimeSeconds = 20 })).At("Messages/0/Body");
}
