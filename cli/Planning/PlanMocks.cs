using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;

namespace Classroom.Cli.Planning;

/// <summary>Records the program's resources, and answers with placeholders. It calls no cloud.</summary>
/// <param name="archive">The fingerprint of the functions folder, which changes when its files change.</param>
/// <param name="baseStack">The outputs of the only stack that the program may read.</param>
sealed class PlanMocks(
    Registrations registrations,
    string account,
    string region,
    Func<string> archive,
    ImmutableDictionary<string, object> baseStack
) : IMocks
{
    readonly ConcurrentDictionary<ResourceKey, JsonObject> inputs = new();

    public IReadOnlyDictionary<ResourceKey, JsonObject> Inputs => inputs;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var key = new ResourceKey(args.Type!, args.Name!);
        if (key.Type == "pulumi:pulumi:StackReference")
            return Task.FromResult<(string?, object)>((args.Id, args.Inputs.Add("outputs", baseStack)));
        if (Registrations.IsComponent(key.Type) || !registrations.IsKnown(key))
            return Task.FromResult<(string?, object)>((key.Name, args.Inputs));
        inputs[key] = (JsonObject)Plain(args.Inputs)!;
        var state = args.Inputs.ToBuilder();
        // Outputs that only repeat an input get placeholders too: a reference to one is a dependency on the resource.
        foreach (var output in registrations.OutputsOf(key))
            state[output] = Placeholder.Of(key, output);
        return Task.FromResult<(string?, object)>((Placeholder.Of(key, "id"), state.ToImmutable()));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        Task.FromResult<object>(
            args.Token switch
            {
                "aws:index/getCallerIdentity:getCallerIdentity" => Answer(
                    ("accountId", account),
                    ("arn", $"arn:aws:iam::{account}:root"),
                    ("id", account),
                    ("userId", account)
                ),
                "aws:index/getRegion:getRegion" => Answer(
                    ("region", region),
                    ("name", region),
                    ("id", region),
                    ("endpoint", ""),
                    ("description", "")
                ),
                "aws:index/getPartition:getPartition" => Answer(
                    ("partition", "aws"),
                    ("dnsSuffix", "amazonaws.com"),
                    ("id", "aws"),
                    ("reverseDnsPrefix", "com.amazonaws")
                ),
                _ => throw new PlanException(
                    $"The program asks for {args.Token}, which the embedded cloud does not support. It supports getCallerIdentity, "
                        + $"getRegion and getPartition; add it to {nameof(PlanMocks)}.cs."
                ),
            }
        );

    static ImmutableDictionary<string, object> Answer(params (string Name, object Value)[] values) =>
        values.ToImmutableDictionary(value => value.Name, value => value.Value);

    JsonNode? Plain(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double number when number == Math.Truncate(number) && Math.Abs(number) < 1e15 => JsonValue.Create((long)number),
            double number => JsonValue.Create(number),
            IDictionary<string, object> map => new JsonObject(
                map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))
            ),
            AssetOrArchive => JsonValue.Create(archive()),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Plain)]),
            _ => throw new PlanException(
                $"The program gives a resource a value of the type {value.GetType()}, which a plan cannot contain."
            ),
        };
}
