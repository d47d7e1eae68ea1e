using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Iam.Sts;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.Validation;
using Classroom.Languages;

namespace Classroom.Benchmarks.Cloud;

/// <summary>
/// Measures what the check of a request against the model of its service costs: the same requests are read with and without it.
/// </summary>
static class GateFigures
{
    const int Rounds = 5;
    const int Requests = 100_000;

    public static Task MeasureAsync()
    {
        var identity = Encoding.UTF8.GetBytes("""{"Action":"GetCallerIdentity","Version":"2011-06-15"}""");
        var message = Encoding.UTF8.GetBytes(
            """{"QueueUrl":"http://127.0.0.1:4566/000000000000/user1-orders","MessageBody":"{\"orderId\":\"1\",\"items\":[1,2,3]}","MessageAttributes":{"kind":{"DataType":"String","StringValue":"order"}}}"""
        );
        Measure(new StsService(), nameof(GetCallerIdentity), typeof(Nothing), Values.Text, identity);
        Measure(new SqsService(), nameof(SendMessage), typeof(SendMessage.Input), Values.Typed, message);
        var first = Stopwatch.GetTimestamp();
        new RequestCheck(
            new Classroom.Cloud.Lambda.LambdaService(),
            "CreateFunction",
            typeof(Classroom.Cloud.Lambda.CreateFunction.Input)
        ).Check(
            JsonDocument.Parse("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{}}""").RootElement,
            Values.Text
        );
        Console.WriteLine(
            $"The first request to a service, which reads its digest: {Stopwatch.GetElapsedTime(first).TotalMilliseconds:0.0} ms"
        );
        return Task.CompletedTask;
    }

    static void Measure(Service service, string operation, Type input, Values values, byte[] body)
    {
        var check = new RequestCheck(service, operation, input);
        var options = WireJson.Of(service);
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            without.Add(MicrosecondsOf(() => JsonSerializer.Deserialize(body, input, options)));
            with.Add(
                MicrosecondsOf(() =>
                {
                    using var document = BoundedJson.Document(body, LanguageLimits.Json);
                    check.Check(document.RootElement, values);
                    document.RootElement.Deserialize(input, options);
                })
            );
        }
        Console.WriteLine(
            $"{operation}: {without.Min():0.00} µs without the check, {with.Min():0.00} µs with it: "
                + $"{with.Min() - without.Min():0.00} µs more (best of {Rounds})"
        );
    }

    static double MicrosecondsOf(Action read)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
            read();
        return Stopwatch.GetElapsedTime(from).TotalMicroseconds / Requests;
    }
}
