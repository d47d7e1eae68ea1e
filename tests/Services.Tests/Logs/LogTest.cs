using Classroom.Cloud.Logs;

namespace Classroom.Services.Tests.Logs;

abstract class LogTest : ServiceTest
{
    protected const string Group = "/class/orders";

    protected static string Arn { get; } = $"arn:aws:logs:{Region}:{Account}:log-group:{Group}";

    /// <summary>What every operation that takes a group says of one that is not there.</summary>
    protected const string NotThere = "ResourceNotFoundException";

    protected const string Invalid = "InvalidParameterException";

    protected async Task GivenStreamAsync(string stream = "one")
    {
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        await CallAsync<CreateLogStream>(new { logGroupName = Group, logStreamName = stream });
    }

    protected Task PutAsync(string stream, params string[] messages) =>
        CallAsync<PutLogEvents>(
            new
            {
                logGroupName = Group,
                logStreamName = stream,
                logEvents = messages.Select((message, second) => At(second, message)).ToArray(),
            }
        );

    protected object At(int second, string message) =>
        new { timestamp = (Now + TimeSpan.FromSeconds(second)).ToUnixTimeMilliseconds(), message };
}
