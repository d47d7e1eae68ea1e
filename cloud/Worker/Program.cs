using System.Globalization;
using System.Text.Json;
using Classroom.Worker;

var api = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!;
var unixSocket = Environment.GetEnvironmentVariable("CLASSROOM_RUNTIME_SOCKET");
if (unixSocket is not null && Environment.GetEnvironmentVariable("CLASSROOM_FORWARD_PORT") is { } port)
    Forwarder.Start(int.Parse(port, CultureInfo.InvariantCulture), unixSocket);
Environment.SetEnvironmentVariable("CLASSROOM_RUNTIME_SOCKET", null);
Environment.SetEnvironmentVariable("CLASSROOM_FORWARD_PORT", null);

// A worker may be started before its function is known.
using var runtime = new RuntimeClient(api, unixSocket);
if (runtime.Assignment() is not { } assignment)
    return 0;
FunctionHandler handler;
using (var description = JsonDocument.Parse(assignment))
{
    foreach (var variable in description.RootElement.GetProperty("variables").EnumerateObject())
        Environment.SetEnvironmentVariable(variable.Name, variable.Value.GetString());
    try
    {
        handler = FunctionHandler.Load(
            description.RootElement.GetProperty("folder").GetString()!,
            description.RootElement.GetProperty("handler").GetString()!
        );
    }
    catch (Exception exception)
    {
        runtime.InitError(Failure.Describe(exception));
        return 1;
    }
}

using var output = new InvocationOutput(Console.OpenStandardOutput());
Console.SetOut(output.Writer);
Console.SetError(output.Writer);
for (var call = runtime.FirstCall(); call is not null; )
{
    var context = new LambdaContext(call, output);
    byte[] answer;
    var where = "response";
    try
    {
        answer = await handler.RunAsync(call.Payload, context);
    }
    catch (Exception exception)
    {
        output.WriteLine(context.Format("error", exception.ToString()));
        (answer, where) = (Failure.Describe(exception), "error");
    }
    output.Mark(call.RequestId);
    call = runtime.AnswerAndNextCall(call.RequestId, where, answer);
}
return 0;
