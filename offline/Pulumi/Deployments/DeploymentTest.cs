using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        ExecuteAsync(
            mocks,
            options,
            () =>
            {
                var stack = (TStack)
                    Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!;
                stack.RegisterPropertyOutputs();
            }
        );

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks,
        IServiceProvider serviceProvider,
        TestOptions? options = null
    )
        where TStack : Stack =>
        ExecuteAsync(
            mocks,
            options,
            () =>
            {
                var stack =
                    serviceProvider.GetService(typeof(TStack)) as TStack
                    ?? throw new InvalidOperationException(
                        $"Failed to resolve instance of type {typeof(TStack)} from service provider. "
                            + $"Register the type with the service provider before calling {nameof(RunAsync)}."
                    );
                stack.RegisterPropertyOutputs();
            }
        );

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        InTestStackAsync(testMocks, testOptions, createResources);

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        InTestStackAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<IDictionary<string, object?>> createResources
    )
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var resources = await InTestStackAsync(testMocks, testOptions, () => outputs = createResources()).ConfigureAwait(false);
        return (resources, outputs);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<Task<IDictionary<string, object?>>> createResources
    ) => TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <summary>
    /// A program of functions needs a stack as the parent of its resources. The stack is not part of the program, so it is left out of the
    /// list.
    /// </summary>
    static async Task<ImmutableArray<Resource>> InTestStackAsync(IMocks mocks, TestOptions? options, Action createResources)
    {
        var resources = await ExecuteAsync(
                mocks,
                options,
                () =>
                {
                    _ = new Stack();
                    createResources();
                }
            )
            .ConfigureAwait(false);
        return resources.RemoveAll(resource => resource.GetResourceType() == Stack.TypeToken);
    }

    // This method is async on purpose: the ambient instance must not leak into the flow of the caller.
    static async Task<ImmutableArray<Resource>> ExecuteAsync(IMocks mocks, TestOptions? options, Action program)
    {
        var deployment = new Deployment(mocks, options);
        Instance = new(deployment);
        await deployment.Run.FinishAsync(program).ConfigureAwait(false);
        if (deployment.Run.Failure() is { } failure)
            throw failure;
        return deployment.monitor.Resources;
    }
}
