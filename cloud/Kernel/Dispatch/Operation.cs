using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Validation;
using Classroom.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Cloud.Dispatch;

/// <summary>An operation with everything that the gateway and the dispatcher need to know about it.</summary>
abstract class Operation(Service service, string name, RouteAttribute? route)
{
    RequestCheck? check;

    public Service Service => service;

    public string Name => name;

    public RouteAttribute? Route => route;

    public abstract Type InputType { get; }

    public abstract Type OutputType { get; }

    public string Action => $"{service.Prefix}:{service.ActionOf(name)}";

    /// <summary>
    /// Reads the input from JSON, into which each protocol converts a request. The model of the service is checked before the operation's
    /// own type.
    /// </summary>
    public object? Read(Func<JsonDocument> read, Values values) =>
        WireJson.Read(
            service,
            options =>
            {
                using var document = read();
                Check.Check(document.RootElement, values);
                return document.RootElement.Deserialize(InputType, options);
            }
        );

    /// <summary>What the model says about requests to the operation.</summary>
    public RequestCheck Check => check ??= new(service, name, InputType);

    /// <summary>The permissions that a call with this input needs.</summary>
    public abstract IReadOnlyList<Permission> NeedsOf(object input, Call call);

    /// <summary>Checks the permissions of the caller and runs the operation.</summary>
    public abstract ValueTask<object> RunAsync(object input, Call call);

    /// <summary>
    /// Adds what every operation has: the tags of the request as condition keys, and a permission if the input names nothing.
    /// </summary>
    static IReadOnlyList<Permission> Complete(IEnumerable<Permission> stated, object input)
    {
        var needs = RequestTags.Add(stated, input).ToList();
        return needs.Count > 0 || stated is NothingNeeded ? needs : [Permission.OnEverything];
    }

    public static Operation Of(Service service, Type type, IServiceProvider services)
    {
        var contract = type.GetInterfaces()
            .Single(candidate =>
                candidate.IsGenericType
                && (
                    candidate.GetGenericTypeDefinition() == typeof(IOperation<,>)
                    || candidate.GetGenericTypeDefinition() == typeof(IAsyncOperation<,>)
                )
            );
        var kind = contract.GetGenericTypeDefinition() == typeof(IOperation<,>) ? typeof(Immediate<,>) : typeof(Waiting<,>);
        var route = (RouteAttribute?)Attribute.GetCustomAttribute(type, typeof(RouteAttribute));
        return (Operation)
            Activator.CreateInstance(kind.MakeGenericType(contract.GetGenericArguments()), service, type.Name, route, type, services)!;
    }

    sealed class Immediate<TInput, TOutput>(Service service, string name, RouteAttribute? route, Type type, IServiceProvider services)
        : Operation(service, name, route)
        where TInput : class
    {
        readonly Lazy<IOperation<TInput, TOutput>> operation = new(() => (IOperation<TInput, TOutput>)services.GetRequiredService(type));
        readonly Authorizer authorizer = services.GetRequiredService<Authorizer>();
        readonly Database database = services.GetRequiredService<Database>();
        readonly bool readsArchives = type.IsDefined(typeof(ReadsArchivesAttribute), inherit: false);

        public override Type InputType => typeof(TInput);

        public override Type OutputType => typeof(TOutput);

        public override IReadOnlyList<Permission> NeedsOf(object input, Call call) =>
            Complete(operation.Value.Needs((TInput)input, call), input);

        public override ValueTask<object> RunAsync(object input, Call call) =>
            readsArchives ? RunLaterAsync((TInput)input, call) : RunNow((TInput)input, call);

        async ValueTask<object> RunLaterAsync(TInput input, Call call)
        {
            await database.SettledAsync().ConfigureAwait(false);
            return await RunNow(input, call).ConfigureAwait(false);
        }

        ValueTask<object> RunNow(TInput input, Call call)
        {
            using var scope = CallScope.OnThread();
            object output;
            lock (Service.OperationLock)
            {
                authorizer.Check(Service, Name, NeedsOf(input, call), call);
                output = database.Atomically(() => (object)operation.Value.Run(input, call)!);
            }
            // The lock is released here: other operations run while this call waits for the disk.
            var kept = scope.KeptAsync();
            return kept.IsCompletedSuccessfully ? new(output) : AfterAsync(kept, output);
        }

        static async ValueTask<object> AfterAsync(Task kept, object output)
        {
            await kept.ConfigureAwait(false);
            return output;
        }
    }

    sealed class Waiting<TInput, TOutput>(Service service, string name, RouteAttribute? route, Type type, IServiceProvider services)
        : Operation(service, name, route)
        where TInput : class
    {
        readonly Lazy<IAsyncOperation<TInput, TOutput>> operation = new(() =>
            (IAsyncOperation<TInput, TOutput>)services.GetRequiredService(type)
        );
        readonly Authorizer authorizer = services.GetRequiredService<Authorizer>();
        readonly Database database = services.GetRequiredService<Database>();
        readonly bool readsArchives = type.IsDefined(typeof(ReadsArchivesAttribute), inherit: false);

        public override Type InputType => typeof(TInput);

        public override Type OutputType => typeof(TOutput);

        public override IReadOnlyList<Permission> NeedsOf(object input, Call call) =>
            Complete(operation.Value.Needs((TInput)input, call), input);

        public override async ValueTask<object> RunAsync(object input, Call call)
        {
            if (readsArchives)
                await database.SettledAsync().ConfigureAwait(false);
            using var scope = CallScope.Flow();
            authorizer.Check(Service, Name, NeedsOf(input, call), call);
            var output = (await operation.Value.RunAsync((TInput)input, call).ConfigureAwait(false))!;
            await scope.KeptAsync().ConfigureAwait(false);
            return output;
        }
    }
}
