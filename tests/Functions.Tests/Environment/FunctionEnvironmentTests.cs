using System.Reflection;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Classroom.Functions.Orders;

namespace Classroom.Functions.Tests;

public sealed class FunctionEnvironmentTests
{
    [Test]
    public void Rates_and_delays_come_from_the_functions_environment()
    {
        var variables = new Dictionary<string, string>
        {
            ["PAYMENT_FAILURE_RATE"] = "0.5",
            ["OUT_OF_STOCK_RATE"] = "0.25",
            ["TRANSIENT_ERROR_RATE"] = "1",
            ["DELAY_SCALE"] = "0",
        };

        var functionEnvironment = FunctionEnvironment.FromEnvironment(variables.GetValueOrDefault);

        Assert.That(
            (
                functionEnvironment.PaymentFailureRate,
                functionEnvironment.OutOfStockRate,
                functionEnvironment.TransientErrorRate,
                functionEnvironment.DelayScale
            ),
            Is.EqualTo((0.5, 0.25, 1.0, 0.0))
        );
    }

    [TestCase("a lot")]
    [TestCase("-1")]
    [TestCase("0,5")]
    public void A_rate_that_is_no_number_is_refused(string text) =>
        Assert.That(
            Assert
                .Throws<InvalidOperationException>(() => FunctionEnvironment.FromEnvironment(name => name == "DELAY_SCALE" ? text : null))!
                .Message,
            Is.EqualTo($"environment variable DELAY_SCALE is '{text}'; it must be a number of 0 or more, with a point")
        );

    [Test]
    public void A_lab_brings_the_generated_code_for_all_types_of_its_handlers()
    {
        var labs = typeof(FunctionEnvironment)
            .Assembly.GetCustomAttributes<LabJsonAttribute>()
            .Select(lab => lab.Open())
            .ToDictionary(json => json.GetType().Namespace!);
        var options = new JsonSerializerOptions();
        var handlers = typeof(FunctionEnvironment)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetMethod("Handle") is { } handle
                && handle.GetParameters().Any(parameter => parameter.ParameterType == typeof(ILambdaContext))
            )
            .ToList();

        Assert.That(handlers, Has.Count.EqualTo(19));
        foreach (var handle in handlers.Select(handler => handler.GetMethod("Handle")!))
        {
            var result =
                handle.ReturnType.IsGenericType && handle.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
                    ? handle.ReturnType.GetGenericArguments()[0]
                    : handle.ReturnType;
            foreach (var type in new[] { handle.GetParameters()[0].ParameterType, result })
                Assert.That(
                    labs[handle.DeclaringType!.Namespace!].GetTypeInfo(type, options),
                    Is.Not.Null,
                    $"{handle.DeclaringType}: {type}"
                );
        }
    }

    [Test]
    public void A_type_that_no_lab_brings_is_an_error_that_says_what_to_add()
    {
        using var output = new MemoryStream();
        Assert.That(
            () => new FunctionSerializer().Serialize(new Version(1, 0), output),
            Throws
                .TypeOf<JsonSerializerException>()
                .With.Message.Contains("System.Version")
                .And.Message.Contains("add [JsonSerializable(typeof(Version))] to the context of the lab")
        );
    }

    [Test]
    public void The_serializer_speaks_camel_case_both_ways()
    {
        var serializer = new FunctionSerializer();
        using var input = new MemoryStream(
            Encoding.UTF8.GetBytes("""{"orderId":"o-1","amount":9.5,"items":[{"productId":"p","quantity":2}]}""")
        );
        using var output = new MemoryStream();

        var order = serializer.Deserialize<Order>(input);
        serializer.Serialize(order, output);

        Assert.That(order.Lines, Is.EqualTo(new[] { new OrderLine("p", 2, null) }));
        Assert.That(
            Encoding.UTF8.GetString(output.ToArray()),
            Is.EqualTo("""{"orderId":"o-1","amount":9.5,"items":[{"productId":"p","quantity":2}]}"""),
            "and leaves out what is not there"
        );
    }
}
