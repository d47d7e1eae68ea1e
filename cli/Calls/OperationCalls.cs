using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;

namespace Classroom.Cli.Calls;

/// <summary>Calls operations with their own inputs, and reads their own outputs.</summary>
static class OperationCalls
{
    public static Task<TOutput> CallAsync<TInput, TOutput>(this ICallable<IOperation<TInput, TOutput>> operation, TInput input)
        where TInput : class => ReadAsync<TOutput>(operation, input);

    public static Task<TOutput> CallAsync<TInput, TOutput>(this ICallable<IAsyncOperation<TInput, TOutput>> operation, TInput input)
        where TInput : class => ReadAsync<TOutput>(operation, input);

    /// <summary>The output as the service wrote it, for callers that pass it on or look for members that no record names.</summary>
    public static Task<JsonObject> CallForJsonAsync<TInput, TOutput>(this ICallable<IOperation<TInput, TOutput>> operation, TInput input)
        where TInput : class => ReadJsonAsync(operation, input);

    public static Task<JsonObject> CallForJsonAsync<TInput, TOutput>(
        this ICallable<IAsyncOperation<TInput, TOutput>> operation,
        TInput input
    )
        where TInput : class => ReadJsonAsync(operation, input);

    /// <summary>Calls the operation only if the input differs from the input that the resource was made with.</summary>
    public static Task CallIfChangedAsync<TInput, TOutput>(
        this ICallable<IOperation<TInput, TOutput>> operation,
        TInput before,
        TInput input
    )
        where TInput : class => IsSame(operation.Contract, before, input) ? Task.CompletedTask : ReadAsync<TOutput>(operation, input);

    public static Task CallIfChangedAsync<TInput, TOutput>(
        this ICallable<IAsyncOperation<TInput, TOutput>> operation,
        TInput before,
        TInput input
    )
        where TInput : class => IsSame(operation.Contract, before, input) ? Task.CompletedTask : ReadAsync<TOutput>(operation, input);

    static async Task<TOutput> ReadAsync<TOutput>(ICallable<IOperation> operation, object input)
    {
        var body = await operation.SendAsync(input).ConfigureAwait(false);
        return typeof(TOutput) == typeof(Nothing)
            ? (TOutput)(object)Nothing.Value
            : operation.Contract.Format.Read<TOutput>(operation.Contract, body);
    }

    static async Task<JsonObject> ReadJsonAsync(ICallable<IOperation> operation, object input) =>
        JsonSerializer.Deserialize<JsonObject>(await operation.SendAsync(input).ConfigureAwait(false)) ?? [];

    /// <summary>Compares what would be sent: records compare the lists and maps in them by reference.</summary>
    static bool IsSame(OperationContract contract, object before, object input) =>
        JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(before, before.GetType(), contract.Json),
            JsonSerializer.SerializeToNode(input, input.GetType(), contract.Json)
        );
}
