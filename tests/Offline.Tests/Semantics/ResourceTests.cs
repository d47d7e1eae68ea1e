using Pulumi;
using Pulumi.Utilities;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>Names, parents, providers and options.</summary>
public class ResourceTests
{
    [Test]
    public async Task AUrnBeginsAtTheStack()
    {
        var urns = new List<string>();
        await new RecordedRun().OfAsync(() =>
        {
            var group = new Group("g");
            var inner = new Group("h", new() { Parent = group });
            Resource[] all =
            [
                group,
                new Thing("alone", new() { Text = "" }),
                new Thing("child", new() { Text = "" }, new() { Parent = inner }),
            ];
            foreach (var resource in all)
                resource.Urn.Apply(urn =>
                {
                    urns.Add(urn);
                    return urn;
                });
        });
        Assert.That(
            urns,
            Is.EquivalentTo(
                new[]
                {
                    "urn:pulumi:dev::shop::pulumi:pulumi:Stack$test:index:Group::g",
                    "urn:pulumi:dev::shop::pulumi:pulumi:Stack$test:index:Thing::alone",
                    "urn:pulumi:dev::shop::pulumi:pulumi:Stack$test:index:Thing::child",
                }
            )
        );
    }

    [Test]
    public async Task AMockIsToldTypeNameAndThatTheResourceIsNew()
    {
        var run = new RecordedRun();
        await run.OfAsync(() => _ = new Thing("a", new() { Text = "" }));
        var seen = run.The("a");
        Assert.That((seen.Type, seen.Name, seen.Id, seen.Provider), Is.EqualTo(("test:index:Thing", "a", "", "")));
    }

    [Test]
    public async Task AnImportTellsItsId()
    {
        var run = new RecordedRun();
        await run.OfAsync(() => _ = new Thing("a", new() { Text = "" }, new() { ImportId = "thing/7" }));
        Assert.That(run.The("a").Id, Is.EqualTo("thing/7"));
    }

    [Test]
    public async Task AProviderIsInheritedByItsPackage()
    {
        var run = new RecordedRun();
        await run.OfAsync(() =>
        {
            var group = new Group("g", new() { Providers = { new ThingProvider("east") } });
            _ = new Thing("inherits", new() { Text = "" }, new() { Parent = group });
            _ = new Thing("chooses", new() { Text = "" }, new() { Parent = group, Provider = new ThingProvider("west") });
            _ = new Thing("outside", new() { Text = "" });
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                run.The("inherits").Provider,
                Is.EqualTo("urn:pulumi:dev::shop::pulumi:pulumi:Stack$pulumi:providers:test::east::east-id")
            );
            Assert.That(run.The("chooses").Provider, Does.EndWith("::west::west-id"));
            Assert.That(run.The("outside").Provider, Is.Empty);
        }
    }

    [Test]
    public async Task ATransformationOfAParentReachesItsChildren()
    {
        var run = new RecordedRun();
        await run.OfAsync(() =>
        {
            ResourceTransformation louder = given =>
                given.Args is ThingArgs args
                    ? new ResourceTransformationResult(
                        new ThingArgs { Text = args.Text.Apply(text => text + "!"), Size = args.Size },
                        given.Options
                    )
                    : null;
            var group = new Group("g", new() { ResourceTransformations = { louder } });
            _ = new Thing("child", new() { Text = "hey", Size = 1 }, new() { Parent = group });
            _ = new Thing("other", new() { Text = "hey" });
        });
        Assert.That(
            (run.The("child").Inputs["text"], run.The("child").Inputs["size"], run.The("other").Inputs["text"]),
            Is.EqualTo(("hey!", 1.0, "hey"))
        );
    }

    [Test]
    public async Task WhatAResourceDependsOnIsRegisteredBefore()
    {
        var run = new RecordedRun();
        await run.OfAsync(() =>
        {
            var slow = new Thing("slow", new() { Text = Output.Create(Task.Run(() => "late")) });
            _ = new Thing("after", new() { Text = "" }, new() { DependsOn = { slow } });
        });
        Assert.That(run.Registered.Select(resource => resource.Name), Is.EqualTo(new[] { "slow", "after" }));
    }

    [Test]
    public async Task AComponentPublishesItsOutputs()
    {
        var run = new RecordedRun();
        await run.OfAsync(() => new Group("g").Publish("link", Output.CreateSecret("https://example.test")));
        var published = run.Published["urn:pulumi:dev::shop::pulumi:pulumi:Stack$test:index:Group::g"];
        Assert.That(await OutputUtilities.GetValueAsync(published["link"]), Is.EqualTo("https://example.test"));
        Assert.That(await Output.IsSecretAsync(published["link"]), Is.True);
    }

    [Test]
    public async Task TheRunGivesBackWhatItMade()
    {
        var made = await new RecordedRun().OfAsync(() => _ = new Thing("a", new() { Text = "" }, new() { Parent = new Group("g") }));
        Assert.That(made.Select(resource => resource.GetResourceName()), Is.EquivalentTo(new[] { "a", "g" }));
    }
}
