using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>Values that arrive later: what they become, and what they take along.</summary>
public class OutputTests
{
    [Test]
    public async Task ApplyAllTupleAndFormatCombine()
    {
        var texts = new List<string>();
        await new RecordedRun().OfAsync(() =>
        {
            var thing = new Thing("a", new() { Text = "one", Size = 2 });
            thing.Size.Apply(size =>
            {
                texts.Add($"applied {size}");
                return size;
            });
            thing
                .Size.Apply(size => Task.FromResult(size + 1))
                .Apply(size =>
                {
                    texts.Add($"awaited {size}");
                    return size;
                });
            thing
                .Size.Apply(_ => thing.Text)
                .Apply(text =>
                {
                    texts.Add($"flattened {text}");
                    return text;
                });
            Output
                .All(thing.Text, thing.Id)
                .Apply(both =>
                {
                    texts.Add($"all {string.Join('+', both)}");
                    return 0;
                });
            Output
                .Tuple(thing.Text, thing.Size)
                .Apply(pair =>
                {
                    texts.Add($"tuple {pair.Item1}{pair.Item2}");
                    return 0;
                });
            Output
                .Format($"{thing.Text}:{thing.Size}:{1.5}")
                .Apply(text =>
                {
                    texts.Add($"format {text}");
                    return 0;
                });
        });
        Assert.That(
            texts,
            Is.EquivalentTo(new[] { "applied 2", "awaited 3", "flattened one", "all one+a-id", "tuple one2", "format one:2:1.5" })
        );
    }

    [Test]
    public async Task JsonOfOutputsIsReadThroughAndThrough()
    {
        var text = "";
        await new RecordedRun().OfAsync(() =>
        {
            var thing = new Thing("a", new() { Text = "one" });
            var document = Output.JsonSerialize(Output.Create(new Dictionary<string, Output<string>> { ["id"] = thing.Id }));
            document.Apply(json => text = json);
        });
        Assert.That(text, Is.EqualTo("""{"id":"a-id"}"""));
    }

    [Test]
    public async Task ASecretStaysOneThroughEverything()
    {
        var secrets = new List<bool>();
        await new RecordedRun().OfAsync(() =>
        {
            var secret = Output.CreateSecret("hidden");
            Output<string>[] derived =
            [
                secret,
                secret.Apply(text => text.ToUpperInvariant()),
                Output.Format($"a {secret}"),
                Output.All(secret, Output.Create("b")).Apply(all => all[1]),
            ];
            foreach (var output in derived)
                secrets.Add(Output.IsSecretAsync(output).GetAwaiter().GetResult());
            secrets.Add(Output.IsSecretAsync(Output.Unsecret(secret)).GetAwaiter().GetResult());
        });
        Assert.That(secrets, Is.EqualTo(new[] { true, true, true, true, false }));
    }

    [Test]
    public async Task InAPreviewNothingIsComputedFromWhatIsNotKnown()
    {
        var computed = false;
        await new RecordedRun { IsPreview = true, KnowsOutputs = false }.OfAsync(() =>
        {
            var thing = new Thing("a", new() { Text = "one" });
            thing.Id.Apply(_ => computed = true);
            thing.Text.Apply(_ => computed = true);
        });
        Assert.That(computed, Is.False);
    }

    [Test]
    public async Task AnUpdateThatDoesNotAnswerGivesTheDefault()
    {
        var text = "before";
        await new RecordedRun { KnowsOutputs = false }.OfAsync(() =>
            new Thing("a", new() { Text = "one" }).Text.Apply(value => text = value)
        );
        Assert.That(text, Is.Null);
    }

    [Test]
    public async Task AValueCanBeAskedFor()
    {
        ImmutableArray<string> values = [];
        await new RecordedRun().OfAsync(() =>
            values = OutputUtilities.GetValueAsync(Output.All(Output.Create("a"), Output.Create("b"))).GetAwaiter().GetResult()
        );
        Assert.That(values, Is.EqualTo(new[] { "a", "b" }));
    }
}
