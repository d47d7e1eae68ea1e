using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Classroom.Cli.Planning;

/// <summary>Runs the Pulumi program of infra/ without Pulumi's engine, and records its resources.</summary>
sealed class Planner(Repository repository)
{
    public const string Account = "000000000000";

    /// <summary>Plans all stacks of the class: one, or the base stack and those of the cohorts.</summary>
    /// <param name="isForAws">Plans the class as on AWS, where no keys are made for students who have a role.</param>
    public async Task<ClassPlan> PlanAsync(StackFile file, bool isForAws = false)
    {
        var package = new Lazy<string>(() => FunctionArchive.Fingerprint(repository.FunctionPackage));
        var whole = await PlanStackAsync(file, PlannedStack.OfClass(file), package, isForAws).ConfigureAwait(false);
        var (resources, outputs) = (whole.Resources, whole.Outputs);
        foreach (var cohort in file.Settings().Cohorts)
        {
            var part = await PlanStackAsync(file, PlannedStack.OfCohort(file, cohort, whole.Foundation), package, isForAws)
                .ConfigureAwait(false);
            resources.AddRange(part.Resources);
            foreach (var (student, told) in part.Outputs)
                outputs[student] = told?.DeepClone();
        }
        return new(InOrder(resources), outputs);
    }

    static async Task<(List<PlannedResource> Resources, JsonObject Outputs, ImmutableDictionary<string, object> Foundation)> PlanStackAsync(
        StackFile file,
        PlannedStack planned,
        Lazy<string> package,
        bool isForAws
    )
    {
        var registrations = new Registrations();
        var mocks = new PlanMocks(registrations, Account, file.Region, () => package.Value, planned.BaseStack);
        var stack = await RunAsync(file, planned, registrations, mocks, isForAws).ConfigureAwait(false);
        var resources = new List<PlannedResource>();
        foreach (var (key, inputs) in mocks.Inputs.OrderBy(pair => pair.Key))
        {
            var named = await registrations.DependenciesOf(key).ConfigureAwait(false);
            resources.Add(
                new(
                    key,
                    registrations.UrnOf(key, StackFile.Project, planned.Name),
                    registrations.StudentOf(key),
                    registrations.LabOf(key),
                    inputs,
                    [.. named, .. Placeholder.In(inputs).Select(reference => reference.Resource)]
                )
            );
        }
        return (resources, await OutputsAsync(stack).ConfigureAwait(false), await FoundationAsync(stack).ConfigureAwait(false));
    }

    static async Task<ClassroomStack> RunAsync(
        StackFile file,
        PlannedStack planned,
        Registrations registrations,
        PlanMocks mocks,
        bool isForAws
    )
    {
        // The SDK reads the stack's configuration only from this variable.
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(planned.Config));
        try
        {
            var options = new TestOptions
            {
                ProjectName = StackFile.Project,
                StackName = planned.Name,
                IsPreview = true,
            };
            var made = await Deployment
                .TestWithServiceProviderAsync<ClassroomStack>(mocks, new Program(registrations, isForAws), options)
                .ConfigureAwait(false);
            return made.OfType<ClassroomStack>().Single();
        }
        catch (Exception exception) when (Mistake(exception) is { } message)
        {
            throw new PlanException(
                message.Replace("Pulumi.<stack>.yaml or with `pulumi config set`", file.Name, StringComparison.Ordinal)
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);
            // The SDK sets the exit code of the process after a failed run; the command sets its own.
            Environment.ExitCode = 0;
        }
    }

    /// <summary>The message of a deliberate failure of the program; null for any other exception, which is a bug.</summary>
    static string? Mistake(Exception exception) =>
        exception switch
        {
            PlanException plan => plan.Message,
            AggregateException many => many.InnerExceptions.Select(Mistake).FirstOrDefault(message => message is not null),
            RunException run => run.InnerException is { } inner ? Mistake(inner) ?? run.Message : run.Message,
            _ => exception.InnerException is { } cause ? Mistake(cause) : null,
        };

    /// <summary>What the stacks of cohorts read of the base stack: placeholders for the outputs of its resources.</summary>
    static async Task<ImmutableDictionary<string, object>> FoundationAsync(ClassroomStack stack)
    {
        var outputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in await OutputUtilities.GetValueAsync(stack.Foundation).ConfigureAwait(false))
            outputs[name] = await OutputUtilities.GetValueAsync(value).ConfigureAwait(false);
        return outputs.ToImmutable();
    }

    static async Task<JsonObject> OutputsAsync(ClassroomStack stack)
    {
        var outputs = new JsonObject();
        var students = await OutputUtilities.GetValueAsync(stack.Students).ConfigureAwait(false);
        foreach (var (student, facts) in students.OrderBy(student => student.Key, StringComparer.Ordinal))
        {
            var told = new JsonObject();
            foreach (var (name, value) in facts.OrderBy(fact => fact.Key, StringComparer.Ordinal))
                told[name] = await ValueAsync(value).ConfigureAwait(false);
            outputs[student] = told;
        }
        return outputs;
    }

    /// <summary>The values in an output are outputs themselves.</summary>
    static async Task<JsonNode?> ValueAsync(object? value)
    {
        switch (value)
        {
            case Output<string> text:
                return await OutputUtilities.GetValueAsync(text).ConfigureAwait(false);
            case IReadOnlyDictionary<string, Output<string>> map:
                var values = new JsonObject();
                foreach (var (name, text) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    values[name] = await OutputUtilities.GetValueAsync(text).ConfigureAwait(false);
                return values;
            default:
                throw new NotSupportedException($"An output of a student is a text or a map of texts, and not {value?.GetType()}.");
        }
    }

    /// <summary>Sorts each resource after the resources that it needs, and keeps the order otherwise.</summary>
    static ImmutableArray<PlannedResource> InOrder(List<PlannedResource> resources)
    {
        var byKey = resources.ToDictionary(resource => resource.Key);
        var (done, ordered) = (new HashSet<ResourceKey>(), ImmutableArray.CreateBuilder<PlannedResource>(resources.Count));
        void Add(PlannedResource resource)
        {
            if (!done.Add(resource.Key))
                return;
            foreach (var needed in resource.DependsOn)
                if (byKey.TryGetValue(needed, out var known))
                    Add(known);
            ordered.Add(resource);
        }
        resources.ForEach(Add);
        return ordered.DrainToImmutable();
    }

    sealed class Program(Registrations registrations, bool isForAws) : IServiceProvider
    {
        public object? GetService(Type type) =>
            type == typeof(ClassroomStack) ? new ClassroomStack(registrations.Watch, isEmbedded: !isForAws) : null;
    }
}
