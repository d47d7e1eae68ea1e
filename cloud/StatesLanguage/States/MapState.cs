using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Runs a flow for each item of an array.</summary>
sealed class MapState : ResultState
{
    readonly Template? items;
    readonly JsonPath? itemsPath;
    readonly Template? maxConcurrency;
    readonly JsonPath? maxConcurrencyPath;
    readonly Tolerance tolerance;

    public MapState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: false, hasSelector: true)
    {
        DistributedMap? distributed = null;
        Template? itemSelector;
        // Iterator and Parameters are the former names of ItemProcessor and ItemSelector.
        var processor = reader.Object("ItemProcessor") ?? reader.Object("Iterator");
        if (!reader.Has("Iterator"))
            reader.Require("ItemProcessor");
        if (processor?.Object("ProcessorConfig") is { } config)
        {
            IsDistributed = config.Text("Mode") == "DISTRIBUTED";
            var type = config.Text("ExecutionType");
            config.Close();
            if (IsDistributed)
                distributed = new(reader, IsJsonata, type);
        }
        processor?.Text("Comment");
        var flow = processor is null ? null : FlowReader.Read(processor, language);
        processor?.Close();
        maxConcurrency = Template.ReadNumber(reader, "MaxConcurrency", IsJsonata, 0, int.MaxValue);
        if (IsJsonata)
        {
            items = Computed(reader, "Items");
            itemSelector = Computed(reader, "ItemSelector");
        }
        else
        {
            itemsPath = reader.Path("ItemsPath");
            itemSelector = Template.Read(reader, "ItemSelector", IsJsonata);
            maxConcurrencyPath = reader.Path("MaxConcurrencyPath");
        }
        Processor = flow is null ? null : new(flow, itemSelector ?? Parameters, distributed);
        tolerance = new(reader, IsJsonata);
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader, IsJsonata);
    }

    public override bool HasRetries => true;

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public override bool StartsChildren => true;

    /// <summary>Null only in an invalid definition, which is not executed.</summary>
    public ItemProcessor? Processor { get; }

    public override IEnumerable<(Flow Flow, string Location)> Flows => Processor is null ? [] : [(Processor.Flow, "ItemProcessor")];

    public bool IsDistributed { get; }

    public override void Begin(Fiber fiber)
    {
        var effective = Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective };
        var distributed = Processor!.Distributed;
        var all = distributed?.Reader is null ? MapItems.Of(ItemsOf(scope, effective)) : MapItems.Of(JsonArray.Empty);
        var most = Concurrency(scope);
        if (fiber.Run.Probe is IMapProbe probe)
        {
            probe.Answer(fiber, Processor, all, most, tolerance.Evaluate(scope));
            return;
        }
        fiber.Record("MapStateStarted", new MapStateStartedDetails(all.Count));
        fiber.Children = distributed is null
            ? new MapIterations(fiber, Processor, all, most)
            : Distribute(distributed, fiber, scope, all, most);
        fiber.Children.Start();
    }

    /// <summary>Restores the iterations or the map run of a saved execution.</summary>
    public override Children? Restore(Fiber fiber, SavedTree tree)
    {
        if (Processor!.Distributed is not { } distributed)
            return MapIterations.Restore(fiber, Processor, tree);
        if (MapRunPart.Read(fiber, tree) is not { } run)
            return null;
        var scope = new EvaluationScope(fiber) { Data = Effective(fiber) };
        return new DistributedChildren(fiber, Processor, run, StorageOf(distributed, fiber, scope), null);
    }

    DistributedChildren Distribute(DistributedMap map, Fiber fiber, EvaluationScope scope, MapItems all, int most)
    {
        var host = fiber.Run.Host;
        var label = map.Label ?? host.NewId().ToString();
        var run = new MapRun(fiber.Run, label, host.NewId().ToString(), most, tolerance.Evaluate(scope), fiber.Run.Now);
        return new(fiber, Processor!, run, StorageOf(map, fiber, scope), map.Reader is null ? all : null);
    }

    static MapRunStorage StorageOf(DistributedMap map, Fiber fiber, EvaluationScope scope)
    {
        var store = fiber.Run.Host.Objects;
        return new(map.Reader?.Prepare(scope, store), map.Writer?.Prepare(scope, store, map.Type));
    }

    JsonArray ItemsOf(EvaluationScope scope, Json effective)
    {
        if (items is JsonataTemplate expression)
        {
            return expression.Evaluate(scope) switch
            {
                JsonArray array => array,
                var other => throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    scope.Explain(
                        $"The JSONata expression '{expression.Expression.Text}' specified for the field 'Items' returned an "
                            + $"unexpected result type. Expected 'array', but was '{JsonKinds.NameOf(other)}' for value: {other}"
                    ),
                    "Items"
                ),
            };
        }
        if (items?.Evaluate(scope) is JsonArray literal)
            return literal;
        if (IsJsonata)
        {
            return effective as JsonArray
                ?? throw new StatesException(
                    StatesErrors.QueryEvaluationError,
                    scope.Explain($"Map state input must be an array but was: {effective}")
                );
        }
        var found = itemsPath is null ? effective : scope.Resolve(itemsPath);
        return found as JsonArray
            ?? throw new StatesException(
                StatesErrors.Runtime,
                scope.Explain($"Reference path \"{DescribeItemsPath()}\" must point to array.")
            );
    }

    // AWS's message shows a path of the context object without the first $.
    string DescribeItemsPath() =>
        itemsPath is null ? "$"
        : itemsPath.Root == PathRoot.Context ? itemsPath.Text[1..]
        : itemsPath.Text;

    int Concurrency(EvaluationScope scope)
    {
        var value = maxConcurrencyPath is not null ? scope.Resolve(maxConcurrencyPath) : maxConcurrency?.Evaluate(scope);
        if (value is null)
            return 0;
        if (JsonKinds.AsNumber(value) is { } number && Math.Floor(number) == number)
        {
            return number >= 0
                ? (int)Math.Min(number, int.MaxValue)
                : throw new StatesException(StatesErrors.Runtime, scope.Explain("MaxConcurrency cannot be negative."));
        }
        throw new StatesException(
            StatesErrors.Runtime,
            scope.Explain(
                $"The MaxConcurrencyPath field refers to value \"{(value is JsonString text ? text.Value : value.ToString())}\" "
                    + $"which is not a valid integer: {maxConcurrencyPath}"
            )
        );
    }
}
