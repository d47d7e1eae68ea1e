namespace Classroom.Cloud.Lambda;

/// <summary>The limits of the batches that a mapping takes from a queue.</summary>
static class BatchRules
{
    const int MostWithoutWindow = 10;

    public static EventSourceMapping Check(EventSourceMapping mapping)
    {
        FunctionChanges.Limit("batchSize", mapping.BatchSize, 1, 10_000);
        FunctionChanges.Limit("maximumBatchingWindowInSeconds", mapping.BatchingWindow, 0, 300);
        if (mapping.BatchSize > MostWithoutWindow && mapping.BatchingWindow == 0)
            throw FunctionStore.Invalid(
                $"Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than {MostWithoutWindow}"
            );
        return mapping;
    }
}
