using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Maps;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.States;

/// <summary>Runs the same flow for every item of an array.</summary>
sealed class MapState : ResultState
{
    readonly Template? items;
    readonly JsonPath? itemsPath;
    readonly Template? itemSelector;
    readonly Template? maxConcurrency;
    readonly JsonPath? maxConcurrencyPath;
    readonly Tolerance tolerance;

    public MapState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: false, hasSelector: true)
    {
        // The old names: Iterator for ItemProcessor, Parameters for ItemSelector.
        var processor = reader.Object("ItemProcessor") ?? reader.Object("Iterator");
        if (!reader.Has("Iterator"))
            reader.Require("ItemProcessor");
        if (processor?.Object("ProcessorConfig") is { } config)
        {
            IsDistributed = config.Text("Mode") == "DISTRIBUTED";
            var type = config.Text("ExecutionType");
            config.Close();
            if (IsDistributed)
                Distributed = new(reader, IsJsonata, type);
        }
        processor?.Text("Comment");
        Flow = processor is null ? null : Flow.Read(processor, language);
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
        tolerance = new(reader, IsJsonata);
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader, IsJsonata);
    }

    public override bool HasRetries => true;

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public Flow? Flow { get; }

    public override IEnumerable<(Flow Flow, string Location)> Flows => Flow is null ? [] : [(Flow, "ItemProcessor")];

    public bool HasItemSelector => (itemSelector ?? Parameters) is not null;

    public bool IsDistributed { get; }

    public DistributedMap? Distributed { get; }

    public override void Begin(Fiber fiber)
    {
        var effective = Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective };
        var all = Distributed?.Reader is null ? MapItems.Of(ItemsOf(scope, effective)) : MapItems.Of(JsonArray.Empty);
        var most = Concurrency(scope);
        if (fiber.Run.Probe?.Answer(fiber, this, all, most, tolerance.Evaluate(scope)) == true)
            return;
        fiber.Record("MapStateStarted", new MapStateStartedDetails(all.Count));
        fiber.Children = Distributed is null ? new MapIterations(fiber, this, all, most) : Distribute(Distributed, fiber, scope, all, most);
        fiber.Children.Start();
    }

    /// <summary>The iterations or the map run of a saved execution.</summary>
    public Children? Restore(Fiber fiber, SavedTree tree)
    {
        if (Distributed is null)
            return MapIterations.Restore(fiber, this, tree);
        if (MapRunPart.Read(fiber, tree) is not { } run)
            return null;
        var scope = new EvaluationScope(fiber) { Data = Effective(fiber) };
        return new DistributedChildren(fiber, this, run, StorageOf(Distributed, fiber, scope), null);
    }

    DistributedChildren Distribute(DistributedMap map, Fiber fiber, EvaluationScope scope, MapItems all, int most)
    {
        var host = fiber.Run.Host;
        var label = map.Label ?? host.NewId().ToString();
        var run = new MapRun(fiber.Run, label, host.NewId().ToString(), most, tolerance.Evaluate(scope), fiber.Run.Now);
        return new(fiber, this, run, StorageOf(map, fiber, scope), map.Reader is null ? all : null);
    }

    static MapRunStorage StorageOf(DistributedMap map, Fiber fiber, EvaluationScope scope)
    {
        var store = fiber.Run.Host.Objects;
        return new(map.Reader?.Prepare(scope, store), map.Writer?.Prepare(scope, store, map.Type));
    }

    /// <summary>What an iteration gets: the item, or what ItemSelector makes of it.</summary>
    public Json ItemInput(Fiber fiber, JsonObject mapItem, Json item)
    {
        var effective = Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective, MapItem = mapItem };
        return (itemSelector ?? Parameters)?.Evaluate(scope) ?? item;
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

    // A path into the context object is shown without the $ that makes it one.
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
