using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>Another stack's outputs.</summary>
public class StackReferenceTests
{
    [Test]
    public async Task TheEngineIsAskedForTheStackByItsName()
    {
        var stack = new OtherStack();
        await stack.OfAsync(() => _ = new StackReference("base", new() { Name = "organization/shop/base" }));
        Assert.That(
            stack.Asked.Select(asked => (asked.Type, asked.Name, asked.Id, asked.Inputs["name"])),
            Is.EqualTo(new[] { ("pulumi:pulumi:StackReference", "base", "organization/shop/base", (object)"organization/shop/base") })
        );
    }

    [Test]
    public async Task WithoutArgumentsTheResourcesNameIsTheStacks()
    {
        var stack = new OtherStack();
        await stack.OfAsync(() => _ = new StackReference("organization/shop/base"));
        Assert.That(stack.Asked.Single().Id, Is.EqualTo("organization/shop/base"));
    }

    [Test]
    public async Task AnOutputIsReadAndAMissingOneIsNull()
    {
        var stack = new OtherStack();
        var (bucket, nothing) = await stack.ReadAsync(reference => (reference.GetOutput("bucket"), reference.GetOutput("nothing")));
        Assert.That(
            (await OutputUtilities.GetValueAsync(bucket), await OutputUtilities.GetValueAsync(nothing)),
            Is.EqualTo(((object?)"my-bucket", (object?)null))
        );
    }

    [Test]
    public async Task AMapIsReadAsAMap()
    {
        var stack = new OtherStack();
        var map = await stack.ReadAsync(reference =>
            reference.RequireOutput("map").Apply(value => (string)((ImmutableDictionary<string, object>)value)["key"])
        );
        Assert.That(await OutputUtilities.GetValueAsync(map), Is.EqualTo("of the map"));
    }

    [Test]
    public async Task ARequiredOutputThatIsMissingFailsTheRun()
    {
        var failure = await Assert.CatchAsync(() => new OtherStack().ReadAsync(reference => reference.RequireOutput("nothing")));
        Assert.That(failure.ToString(), Does.Contain("Required output 'nothing' does not exist on stack 'organization/shop/base'."));
    }

    [Test]
    public async Task OnlyTheSecretOutputsAreSecret()
    {
        var stack = new OtherStack();
        var (bucket, password) = await stack.ReadAsync(reference =>
            (reference.RequireOutput("bucket"), reference.RequireOutput("password"))
        );
        Assert.That((await Output.IsSecretAsync(bucket), await Output.IsSecretAsync(password)), Is.EqualTo((false, true)));
        var details = await stack.ReadAsync(reference => reference.GetOutputDetailsAsync("password"));
        Assert.That(((await details).Value, (await details).SecretValue), Is.EqualTo(((object?)null, (object?)"hunter2")));
        var refused = await stack.ReadAsync(reference => reference.GetValueAsync("password"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
    }

    [Test]
    public async Task WithoutTheNamesOfTheSecretsEveryOutputOfAStackWithSecretsIsSecret()
    {
        var stack = new OtherStack { TellsSecretNames = false, IsPreview = true };
        var bucket = await stack.ReadAsync(reference => reference.RequireOutput("bucket"));
        Assert.That(await Output.IsSecretAsync(bucket), Is.True);
    }

    /// <summary>A stack with outputs, one of which is a secret.</summary>
    sealed class OtherStack : IMocks
    {
        public List<MockResourceArgs> Asked { get; } = [];

        public bool TellsSecretNames { get; init; } = true;

        public bool IsPreview { get; init; }

        public async Task<T> ReadAsync<T>(Func<StackReference, T> read)
        {
            T result = default!;
            await OfAsync(() => result = read(new("base", new() { Name = "organization/shop/base" })));
            return result;
        }

        public async Task OfAsync(Action program)
        {
            try
            {
                await Deployment.TestAsync(
                    this,
                    new TestOptions
                    {
                        ProjectName = "shop",
                        StackName = "dev",
                        IsPreview = IsPreview,
                    },
                    program
                );
            }
            finally
            {
                // A failed run marks the process; here the test says whether it was meant to fail.
                Environment.ExitCode = 0;
            }
        }

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Asked.Add(args);
            var outputs = ImmutableDictionary<string, object>
                .Empty.Add("bucket", "my-bucket")
                .Add("password", Output.CreateSecret("hunter2"))
                .Add("map", ImmutableDictionary<string, object>.Empty.Add("key", "of the map"));
            var state = ImmutableDictionary<string, object>.Empty.Add("name", args.Inputs["name"]).Add("outputs", outputs);
            if (TellsSecretNames)
                state = state.Add("secretOutputNames", ImmutableArray.Create<object>("password"));
            return Task.FromResult<(string?, object)>((args.Id, state));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);
    }
}
