using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Combines several items into the input of one child execution.</summary>
sealed class ItemBatcher
{
    readonly MapLimit? maxItems;
    readonly MapLimit? maxBytes;
    readonly Template? batchInput;

    ItemBatcher(FieldReader reader, bool isJsonata)
    {
        maxItems = MapLimit.Read(reader, "MaxItemsPerBatch", isJsonata, isPercentage: false);
        maxBytes = MapLimit.Read(reader, "MaxInputBytesPerBatch", isJsonata, isPercentage: false);
        if (maxItems is null && maxBytes is null)
            reader.Report("An ItemBatcher must have 'MaxItemsPerBatch' or 'MaxInputBytesPerBatch'", reader.Location);
        batchInput = Template.Read(reader, "BatchInput", isJsonata);
        reader.Close();
    }

    public static ItemBatcher? Read(FieldReader state, bool isJsonata) =>
        state.Object("ItemBatcher") is { } reader ? new(reader, isJsonata) : null;

    /// <summary>The inputs of child executions, each with the number of its items.</summary>
    public IEnumerable<(Json Input, int Items)> Batch(IEnumerable<Json> items, EvaluationScope scope)
    {
        var most = maxItems?.Evaluate(scope) ?? double.MaxValue;
        var bytes = Math.Min(maxBytes?.Evaluate(scope) ?? double.MaxValue, ExecutionLimits.LargestData);
        var shared = batchInput?.Evaluate(scope);
        var envelope = 12 + (shared is null ? 0 : shared.Size + 14);
        var batch = new List<Json>();
        var size = envelope;
        foreach (var item in items)
        {
            if (batch.Count > 0 && (batch.Count >= most || size + item.Size + 1 > bytes))
            {
                yield return (Wrap(batch, shared), batch.Count);
                (batch, size) = ([], envelope);
            }
            batch.Add(item);
            size += item.Size + 1;
        }
        if (batch.Count > 0)
            yield return (Wrap(batch, shared), batch.Count);
    }

    static JsonObject Wrap(List<Json> items, Json? shared)
    {
        var wrapped = new JsonObject(2);
        if (shared is not null)
            wrapped.Set("BatchInput", shared);
        wrapped.Set("Items", JsonArray.Of(items));
        return wrapped;
    }
}
