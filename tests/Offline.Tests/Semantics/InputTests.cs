using System.Collections.Immutable;
using Pulumi;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>What a mock sees of a resource's inputs.</summary>
public class InputTests
{
    [Test]
    public async Task EveryKindArrivesPlain()
    {
        var code = new StringAsset("code");
        var run = new RecordedRun();
        await run.OfAsync(() =>
            _ = new Thing(
                "a",
                new()
                {
                    Text = "words",
                    Size = 3,
                    Flag = true,
                    List = { "x", Output.Create("y") },
                    Map = { ["k"] = "v", ["o"] = Output.Create("w") },
                    Inner = new InnerArgs { Seconds = 0.5 },
                    Code = code,
                }
            )
        );

        var inputs = run.The("a").Inputs;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs["text"], Is.EqualTo("words"));
            Assert.That(inputs["size"], Is.EqualTo(3.0).And.TypeOf<double>(), "the wire knows one kind of number");
            Assert.That(inputs["flag"], Is.True);
            Assert.That(inputs["list"], Is.EqualTo(new[] { "x", "y" }).And.TypeOf<ImmutableArray<object>>());
            Assert.That(inputs["map"], Is.EquivalentTo(new Dictionary<string, object> { ["k"] = "v", ["o"] = "w" }));
            Assert.That(((ImmutableDictionary<string, object>)inputs["inner"])["seconds"], Is.EqualTo(0.5));
            Assert.That(inputs["code"], Is.InstanceOf<StringAsset>());
        }
    }

    [Test]
    public async Task WhatIsNotGivenIsNotThere()
    {
        var run = new RecordedRun();
        await run.OfAsync(() => _ = new Thing("a", new() { Text = "words", List = [] }));
        Assert.That(run.The("a").Inputs.Keys, Is.EquivalentTo(new[] { "text", "list" }), "an empty list is given, an absent map is not");
    }

    [Test]
    public async Task ASecretArrivesUnwrapped()
    {
        var run = new RecordedRun();
        await run.OfAsync(() => _ = new Thing("a", new() { Text = Output.CreateSecret("hidden") }));
        Assert.That(run.The("a").Inputs["text"], Is.EqualTo("hidden"));
    }

    [Test]
    public async Task AnOutputOfAnotherResourceArrivesAsItsValue()
    {
        var run = new RecordedRun();
        await run.OfAsync(() =>
        {
            var first = new Thing("first", new() { Text = "one" });
            _ = new Thing("second", new() { Text = Output.Format($"{first.Id} says {first.Text}") });
        });
        Assert.That(run.The("second").Inputs["text"], Is.EqualTo("first-id says one"));
    }

    [Test]
    public async Task WhatIsNotKnownInAPreviewIsLeftOut()
    {
        var run = new RecordedRun { IsPreview = true, KnowsOutputs = false };
        await run.OfAsync(() =>
        {
            var first = new Thing("first", new() { Text = "one" });
            _ = new Thing(
                "second",
                new()
                {
                    Text = first.Id,
                    Size = 2,
                    List = { "known", first.Text },
                }
            );
        });
        Assert.That(
            run.The("second").Inputs.Keys,
            Is.EquivalentTo(new[] { "size" }),
            "a list with something unknown in it is unknown as a whole"
        );
    }

    [Test]
    public async Task AMissingRequiredInputFailsTheRunAndNamesIt()
    {
        var run = new RecordedRun();
        var failure = await Assert.ThrowsAsync<RunException>(() => run.OfAsync(() => _ = new Thing("a", new() { Size = 1 })));
        Assert.That(
            failure!.Message,
            Does.Contain("[Input] Classroom.Offline.Tests.Semantics.ThingArgs.Text is required but was not given a value")
        );
    }
}
