using System.Text.Json;
using Classroom.Worker;

// A worker may be started before its function is known.
using var runtime = new RuntimeClient(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!);
using var assignment = JsonDocument.Parse(await runtime.AssignmentAsync());
foreach (var variable in assignment.RootElement.GetProperty("variables").EnumerateObject())
    Environment.SetEnvironmentVariable(variable.Name, variable.Value.GetString());

FunctionHandler handler;
try
{
    handler = FunctionHandler.Load(
        assignment.RootElement.GetProperty("folder").GetString()!,
        assignment.RootElement.GetProperty("handler").GetString()!
    );
}
catch (Exception exception)
{
    await runtime.InitErrorAsync(Failure.Describe(exception));
    return 1;
}

using var output = new InvocationOutput(Console.OpenStandardOutput());
Console.SetOut(output.Writer);
Console.SetError(output.Writer);
while (true)
{
    if (await runtime.NextAsync() is not { } call)
        return 0;
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
    await runtime.AnswerAsync(call.RequestId, where, answer);
}
