using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.Validation;
using Classroom.Services.Tests.Completeness;
using Classroom.Services.Tests.Reference;
using Classroom.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Classroom.Services.Tests;

/// <summary>
/// The services of the cloud as the product registers them, without HTTP, on a database of their own and with a clock that stands still.
/// No background work is started: what happens by itself, happens when a test makes it happen.
/// </summary>
sealed class TestCloud : IAsyncDisposable
{
    /// <summary>A call that waits for something that never comes fails the test after this time of the real clock.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    // The search for the classes takes longer than everything else that a cloud needs.
    static readonly IServiceCollection Registered = new ServiceCollection()
        .AddLogging()
        .AddCloud(typeof(Service).Assembly, typeof(Cloud.Sqs.SqsService).Assembly, typeof(CloudServer).Assembly);

    static readonly JsonSerializerOptions Pascal = WithAllMembers(new Cloud.Sqs.SqsService());
    static readonly JsonSerializerOptions Camel = WithAllMembers(new Cloud.Logs.LogsService());

    static readonly Lazy<IReadOnlyList<Service>> Services = new(() =>
        [
            .. typeof(Cloud.Sqs.SqsService)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Service)) && !type.IsAbstract)
                .Select(type => (Service)Activator.CreateInstance(type)!),
        ]
    );

    readonly string folder = Directory.CreateTempSubdirectory("classroom-services-").FullName;
    readonly ServiceProvider services;
    readonly Database database;
    readonly Catalog catalog;
    readonly Dispatcher dispatcher;

    public TestCloud(CloudSettings? settings = null)
    {
        database = new(folder, CloudServer.DatabaseName, "A test", Durability.Normal);
        services = new ServiceCollection()
            .AddSingleton((settings ?? new()) with { DataFolder = folder })
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(database)
            .Add(Registered)
            .BuildServiceProvider();
        var stores = services.GetServices<IStore>().ToList();
        database.Open();
        foreach (var store in stores)
            store.Opened();
        (catalog, dispatcher) = (Get<Catalog>(), Get<Dispatcher>());
    }

    public ManualClock Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public Caller Root { get; } = Caller.Root(CloudSettings.DefaultAccount);

    public static IReadOnlyList<Type> Operations { get; } =
        ((OperationTypes)Registered.Single(known => known.ServiceType == typeof(OperationTypes)).ImplementationInstance!).All;

    /// <summary>The service of an operation, without a running cloud.</summary>
    public static Service ServiceOf(Type operation) => Services.Value.Single(service => service.GetType().Namespace == operation.Namespace);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Calls an operation with an input as clients write it. The answer has the members that travel in headers too.</summary>
    public async Task<JsonNode> CallAsync(Type type, object input, Caller caller)
    {
        var operation = OperationOf(type);
        var output = await RunAsync(type, ReadOrNote(type, operation, input), caller);
        return JsonSerializer.SerializeToNode(output, operation.OutputType, OptionsOf(operation))!;
    }

    /// <summary>Calls an operation with its own type of input.</summary>
    public async Task<object> RunAsync(Type type, object input, Caller caller)
    {
        var operation = OperationOf(type);
        using var tooLong = new CancellationTokenSource(LongestCall);
        var call = new Call(caller, Get<RequestIds>().Next(), Clock.GetUtcNow()) { Aborted = tooLong.Token };
        try
        {
            var needs = operation.NeedsOf(input, call);
            AskedPermissions.Note(type, operation.Action, needs);
            var output = await dispatcher.RunAsync(operation, input, call).AsTask().WaitAsync(LongestCall);
            AskedPermissions.NoteServed(type, operation.Action, needs);
            Outcomes.Succeeded(type);
            NoteAnswer(operation, output);
            return output;
        }
        catch (AwsException exception)
        {
            Outcomes.Refused(type, exception.Code != operation.Service.AccessDenied);
            throw;
        }
    }

    /// <summary>The caller that the owner of an access key is.</summary>
    public Caller CallerOf(string accessKeyId, string? sessionToken = null) =>
        Get<ICredentials>().Find(accessKeyId, sessionToken)?.Caller
        ?? throw new AssertionException($"The cloud does not know the access key {accessKeyId}");

    /// <summary>Until everything that was changed is in the file.</summary>
    public Task SettledAsync() => database.SettledAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var work in services.GetServices<IBackgroundWork>())
            await StopAsync(work);
        database.Dispose();
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What waits for the clock while it stops gets the time that it waits for.</summary>
    async Task StopAsync(IBackgroundWork work)
    {
        var stopping = work.StopAsync();
        if (!stopping.IsCompleted)
            Clock.Advance(TimeSpan.FromMinutes(1));
        await stopping.WaitAsync(LongestCall);
    }

    /// <summary>As the service writes its answers, with the members that travel in headers.</summary>
    static JsonSerializerOptions WithAllMembers(Service service) =>
        new(WireJson.Of(service)) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public Operation OperationOf(Type type) =>
        catalog.Find(catalog.Services.Single(service => service.GetType().Namespace == type.Namespace), type.Name)
        ?? throw new AssertionException($"{type} is no operation of a service");

    static JsonSerializerOptions OptionsOf(Operation operation) => operation.Service.IsCamelCase ? Camel : Pascal;

    /// <summary>The answers of S3 are XML and headers.</summary>
    static void NoteAnswer(Operation operation, object output)
    {
        if (operation.Service.Protocol != WireProtocol.RestXml)
            AnswerFaults.Note(operation, JsonSerializer.SerializeToElement(output, operation.OutputType, OptionsOf(operation)));
    }

    static object ReadOrNote(Type type, Operation operation, object input)
    {
        try
        {
            return Read(operation, input);
        }
        catch (AwsException)
        {
            Outcomes.Refused(type, isOwn: true);
            throw;
        }
    }

    static object Read(Operation operation, object input) => operation.Read(() => JsonSerializer.SerializeToDocument(input), Values.Text)!;
}
