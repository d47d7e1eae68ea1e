using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Takes the place of the engine: receives registrations, calls the mocks, and returns their results.</summary>
sealed class MockMonitor(IMocks mocks, Deployment deployment)
{
    readonly Lock gate = new();
    readonly ImmutableArray<Resource>.Builder resources = ImmutableArray.CreateBuilder<Resource>();
    readonly ConcurrentDictionary<string, Answer> registered = new();

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (gate)
                return resources.ToImmutable();
        }
    }

    public async Task<Answer> RegisterAsync(Registration registration)
    {
        var options = registration.Options;
        if (options.Urn is { } known)
            return registered.TryGetValue(known, out var found) ? found : throw new InvalidOperationException($"Unknown resource {known}");

        var id = options.Id is null ? null : (await options.Id.ToOutput().DataTask.ConfigureAwait(false)).Value;
        var inputs = await InputsAsync(registration).ConfigureAwait(false);
        foreach (var dependency in options.ExplicitDependencies())
            await WaitForAsync(dependency).ConfigureAwait(false);
        var parent = options.Parent is null ? "" : (await options.Parent.Urn.DataTask.ConfigureAwait(false)).Value;
        var provider =
            registration.Custom && options.Provider is not null ? await options.Provider.ReferenceAsync().ConfigureAwait(false) : "";

        var resource = registration.Resource;
        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        lock (gate)
            resources.Add(resource);
        var urn = UrnOf(parent, type, name);
        if (type == Stack.TypeToken)
            return new(urn, null, ImmutableDictionary<string, object?>.Empty);

        var (newId, state) = await mocks
            .NewResourceAsync(
                new()
                {
                    Type = type,
                    Name = name,
                    Inputs = inputs,
                    Provider = provider,
                    Id = string.IsNullOrEmpty(id) ? (options as CustomResourceOptions)?.ImportId ?? "" : id,
                }
            )
            .ConfigureAwait(false);
        var answer = new Answer(urn, string.IsNullOrEmpty(id) ? newId : id, StateOf(state));
        registered[urn] = answer;
        return answer;
    }

    public Task<object> CallAsync(string token, ImmutableDictionary<string, object> args, string provider) =>
        mocks.CallAsync(
            new()
            {
                Token = token,
                Args = args,
                Provider = provider,
            }
        );

    public async Task RegisterOutputsAsync(string urn, IDictionary<string, object?> outputs)
    {
        var plain = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
        foreach (var (name, value) in outputs)
        {
            var reader = new PlainReader(name);
            var read = await reader.ReadAsync(value).ConfigureAwait(false);
            if (read is not null || !reader.IsKnown)
                plain[name] = new(new OutputData<object?>([], read, reader.IsKnown, reader.IsSecret));
        }
        await mocks.RegisterResourceOutputs(new(urn, plain.ToImmutable())).ConfigureAwait(false);
    }

    /// <summary>An input that is unknown, or contains an unknown value, is left out as a whole.</summary>
    static async Task<ImmutableDictionary<string, object>> InputsAsync(Registration registration)
    {
        var label = $"resource:{registration.Resource.GetResourceName()}[{registration.Resource.GetResourceType()}]";
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in registration.Args.Inputs())
        {
            var reader = new PlainReader($"{label}.{name}");
            try
            {
                var plain = await reader.ReadAsync(value).ConfigureAwait(false);
                if (plain is not null && reader.IsKnown)
                    inputs[name] = plain;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {exception.Message}", exception);
            }
        }
        return inputs.ToImmutable();
    }

    static async Task WaitForAsync(Output<Resource[]> dependency)
    {
        var data = await dependency.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return;
        foreach (var resource in data.Value)
            await resource.Urn.DataTask.ConfigureAwait(false);
    }

    static ImmutableDictionary<string, object?> StateOf(object state) =>
        state switch
        {
            IDictionary<string, object> map => map.ToImmutableDictionary(entry => entry.Key, entry => (object?)entry.Value),
            InputArgs args => args.Inputs().ToImmutableDictionary(),
            IDictionary map => map.Cast<DictionaryEntry>().ToImmutableDictionary(entry => (string)entry.Key, entry => entry.Value),
            _ => throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type"),
        };

    string UrnOf(string parent, string type, string name)
    {
        var qualified = parent.Length == 0 ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{deployment.StackName}::{deployment.ProjectName}::{qualified}::{name}";
    }
}

sealed record Answer(string Urn, string? Id, ImmutableDictionary<string, object?> State);
