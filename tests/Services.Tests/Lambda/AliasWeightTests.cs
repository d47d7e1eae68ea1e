using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

/// <summary>An alias can send a share of its invocations to a second version.</summary>
sealed class AliasWeightTests : FunctionTest
{
    [SetUp]
    public async Task Given()
    {
        await FunctionAsync();
        await CallAsync<PublishVersion>(new { FunctionName = "handler" });
        await CallAsync<UpdateFunctionConfiguration>(new { FunctionName = "handler", Timeout = 9 });
        await CallAsync<PublishVersion>(new { FunctionName = "handler" });
    }

    [TestCase(0, "1")]
    [TestCase(1, "2")]
    public async Task All_or_no_invocations_go_to_the_second_version(double weight, string expected)
    {
        await CallAsync<CreateAlias>(Alias("1", "2", weight));
        var store = Cloud.Get<FunctionStore>();
        var chosen = Enumerable.Range(0, 50).Select(_ => store.VersionToInvoke(store.Function("handler"), "live").Version).Distinct();
        Assert.That(chosen, Is.EqualTo(new[] { expected }));
        Assert.That(store.Version(store.Function("handler"), "live").Version, Is.EqualTo("1"), "what GetFunction shows");
    }

    [Test]
    public async Task A_share_of_the_invocations_goes_to_the_second_version()
    {
        var made = await CallAsync<CreateAlias>(Alias("1", "2", 0.5));
        Assert.That(made.At("RoutingConfig/AdditionalVersionWeights/2"), Is.EqualTo("0.5"));
        var store = Cloud.Get<FunctionStore>();
        var toSecond = Enumerable.Range(0, 2000).Count(_ => store.VersionToInvoke(store.Function("handler"), "live").Version == "2");
        Assert.That(toSecond, Is.InRange(700, 1300));
        await CallAsync<UpdateAlias>(
            new
            {
                FunctionName = "handler",
                Name = "live",
                RoutingConfig = new { AdditionalVersionWeights = new { } },
            }
        );
        Assert.That((await CallAsync<GetAlias>(new { FunctionName = "handler", Name = "live" })).Maybe("RoutingConfig"), Is.Null);
    }

    [Test]
    public async Task ListAliases_finds_the_aliases_of_a_version_by_their_weights_too()
    {
        await CallAsync<CreateAlias>(Alias("1", "2", 0.5));
        foreach (var (version, expected) in (IEnumerable<(string, string[])>)[("1", ["live"]), ("2", ["live"]), ("$LATEST", [])])
            Assert.That(
                (await CallAsync<ListAliases>(new { FunctionName = "handler", FunctionVersion = version })).Each("Aliases/*/Name"),
                Is.EqualTo(expected)
            );
    }

    [Test]
    public async Task Weights_that_Lambda_refuses_are_refused_in_its_words()
    {
        var same = await RefusedAsync<CreateAlias>(Wrong, Alias("1", "1", 0.5));
        Assert.That(
            same.Message,
            Is.EqualTo("Invalid function version 1. Function version 1 is already included in routing configuration.")
        );
        var latest = await RefusedAsync<CreateAlias>(Wrong, Alias("$LATEST", "1", 0.5));
        Assert.That(latest.Message, Is.EqualTo("$LATEST is not supported for an alias pointing to more than 1 version"));
        await RefusedAsync<CreateAlias>(NotThere, Alias("1", "10", 0.5));
        await RefusedAsync<CreateAlias>(OutOfRange, Alias("1", "2", 2));
        var many = await RefusedAsync<CreateAlias>(
            Wrong,
            new
            {
                FunctionName = "handler",
                Name = "live",
                FunctionVersion = "$LATEST",
                RoutingConfig = new { AdditionalVersionWeights = new Dictionary<string, double> { ["1"] = 0.1, ["2"] = 0.1 } },
            }
        );
        Assert.That(many.Message, Is.EqualTo("Number of items in AdditionalVersionWeights cannot be greater than 1"));
    }

    static object Alias(string version, string other, double weight) =>
        new
        {
            FunctionName = "handler",
            Name = "live",
            FunctionVersion = version,
            RoutingConfig = new { AdditionalVersionWeights = new Dictionary<string, double> { [other] = weight } },
        };
}
