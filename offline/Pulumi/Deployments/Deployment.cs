using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a Pulumi program.</summary>
public sealed partial class Deployment
{
    static readonly AsyncLocal<DeploymentInstance?> Ambient = new();

    readonly TestOptions options;
    readonly MockMonitor monitor;
    readonly ImmutableDictionary<string, string> config = Configuration.EnvironmentConfig.Read();

    internal Deployment(IMocks mocks, TestOptions? options)
    {
        this.options = options ?? new();
        monitor = new(mocks, this);
    }

    public static DeploymentInstance Instance
    {
        get => Ambient.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");
        internal set => Ambient.Value = value;
    }

    internal static Deployment? Current => Ambient.Value?.Deployment;

    internal Run Run { get; } = new();

    internal Stack? Stack { get; set; }

    internal string ProjectName => options.ProjectName ?? "project";

    internal string StackName => options.StackName ?? "stack";

    internal string OrganizationName => options.OrganizationName ?? "organization";

    internal string RootDirectory =>
        options.RootDirectory ?? throw new InvalidOperationException("RootDirectory was not set in TestOptions.");

    internal bool IsDryRun => options.IsPreview ?? true;

    internal static Deployment RequireCurrent() => Instance.Deployment;

    internal string? GetConfig(string fullKey) => config.GetValueOrDefault(fullKey);

    internal void Register(Registration registration) => Run.Watch(RegisterAsync(registration));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        Run.Watch(RegisterOutputsAsync(resource, outputs));

    async Task RegisterAsync(Registration registration)
    {
        try
        {
            var (urn, id, state) = await monitor.RegisterAsync(registration).ConfigureAwait(false);
            registration.SlotOf("urn").Resolve(urn, isKnown: true);
            if (registration.Resource is CustomResource)
                registration.SlotOf("id").Resolve(id ?? "", isKnown: !string.IsNullOrEmpty(id));
            foreach (var (name, slot) in registration.Slots)
            {
                if (name is "urn" or "id")
                    continue;
                await FillAsync(registration.Resource, name, slot, state).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            foreach (var (_, slot) in registration.Slots)
                slot.Fail(exception);
            throw;
        }
    }

    async ValueTask FillAsync(Resource resource, string name, OutputSlot slot, ImmutableDictionary<string, object?> state)
    {
        if (!state.TryGetValue(name, out var value))
        {
            slot.Default(isKnown: !IsDryRun);
            return;
        }
        var context = $"{resource.GetType().FullName}.{name}";
        var reader = new PlainReader(context);
        var plain = await reader.ReadAsync(value).ConfigureAwait(false);
        slot.Resolve(
            PlainConverter.Convert(error => Log.Warn(error, resource), context, plain, slot.Type),
            reader.IsKnown,
            reader.IsSecret
        );
    }

    async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.DataTask.ConfigureAwait(false);
        var data = await outputs.DataTask.ConfigureAwait(false);
        await monitor.RegisterOutputsAsync(urn.Value, data.IsKnown ? data.Value : new Dictionary<string, object?>()).ConfigureAwait(false);
    }
}
