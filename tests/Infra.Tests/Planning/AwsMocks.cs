using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Classroom.Infra.Tests.Planning;

/// <summary>Answers as AWS would: ids and ARNs made of names. A type that it does not know is refused.</summary>
sealed class AwsMocks : IMocks
{
    public const string Account = "123456789012";
    public const string Region = "us-east-1";

    public ConcurrentQueue<PlannedResource> Resources { get; } = new();

    /// <summary>The stacks that the program has read.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    /// <summary>The outputs of every other stack.</summary>
    public ImmutableDictionary<string, object> OtherStack { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>False: the cloud has not been asked yet, as when a class that does not exist is previewed.</summary>
    public bool KnowsOutputs { get; init; } = true;

    /// <summary>False: nobody is signed in.</summary>
    public bool HasCredentials { get; init; } = true;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        if (args.Type == "pulumi:pulumi:StackReference")
        {
            Read.Enqueue(args.Id!);
            return Task.FromResult<(string?, object)>((args.Id, args.Inputs.Add("outputs", OtherStack)));
        }
        var resource = new PlannedResource(args.Type!, args.Name!, args.Inputs);
        Resources.Enqueue(resource);
        var state = args.Inputs.ToBuilder();
        foreach (var (name, value) in resource.ComputedOutputs().Where(_ => KnowsOutputs))
            state.TryAdd(name, value);
        return Task.FromResult<(string?, object)>((KnowsOutputs ? resource.Id : null, state.ToImmutable()));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        !HasCredentials
            ? Task.FromException<object>(new InvalidOperationException("No valid credential sources found.\nand a long list of hints"))
            : Task.FromResult<object>(
                args.Token switch
                {
                    "aws:index/getCallerIdentity:getCallerIdentity" => Answer(
                        ("accountId", Account),
                        ("arn", $"arn:aws:iam::{Account}:user/instructor"),
                        ("id", Account),
                        ("userId", "AIDA")
                    ),
                    "aws:index/getRegion:getRegion" => Answer(
                        ("region", Region),
                        ("name", Region),
                        ("id", Region),
                        ("endpoint", ""),
                        ("description", "")
                    ),
                    "aws:index/getPartition:getPartition" => Answer(
                        ("partition", "aws"),
                        ("dnsSuffix", "amazonaws.com"),
                        ("id", "aws"),
                        ("reverseDnsPrefix", "com.amazonaws")
                    ),
                    _ => throw new NotSupportedException($"the mocks know no function {args.Token}"),
                }
            );

    static ImmutableDictionary<string, object> Answer(params (string Name, object Value)[] values) =>
        values.ToImmutableDictionary(value => value.Name, value => value.Value);
}
