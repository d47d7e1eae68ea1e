using System.Net;
using System.Reflection;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>The running cloud: web server, database, services and background work.</summary>
sealed class CloudServer : IAsyncDisposable
{
    /// <summary>The name of the database file in the data folder.</summary>
    public const string DatabaseName = "cloud.db";

    readonly WebApplication web;

    CloudServer(WebApplication web, CloudSettings settings)
    {
        this.web = web;
        Settings = settings;
    }

    public static string Version { get; } =
        typeof(CloudServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public CloudSettings Settings { get; }

    public IServiceProvider Services => web.Services;

    public static async Task<CloudServer> StartAsync(CloudSettings settings, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "Classroom.Cloud", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.Sources.Clear();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder
            .Logging.ClearProviders()
            .SetMinimumLevel(settings.LogLevel)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss.fff ";
                options.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
            });
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(settings.Address, settings.Port);
            if (OperatingSystem.IsLinux())
                options.ListenUnixSocket(FunctionSockets.Endpoint);
            options.Limits.MaxRequestBodySize = RequestBody.Largest;
            options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
            options.AddServerHeader = false;
        });
        Connections.Limit(builder.WebHost);
        var database = new Database(
            settings.DataFolder,
            DatabaseName,
            $"Another cloud (process {Environment.ProcessId})",
            settings.Durability
        );
        builder
            .Services.AddSingleton(settings)
            .AddSingleton(clock)
            .AddSingleton(database)
            .AddCloud(typeof(Service).Assembly, typeof(Iam.Sts.StsService).Assembly, typeof(CloudServer).Assembly);
        var web = builder.Build();
        var services = web.Services;
        // The web server listens (so that the port is known) before background work starts. Requests wait until the work has started:
        // otherwise a request could start a task a second time that the background work is about to resume.
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            // All tables must exist before the database is read.
            var stores = services.GetServices<IStore>().ToList();
            QueryViews.AddTo(database);
            database.Open();
            services.GetRequiredService<StorageWatch>().Begin();
            foreach (var store in stores)
                store.Opened();
            var router = services.GetRequiredService<Router>();
            web.Run(async context =>
            {
                await open.Task.ConfigureAwait(false);
                await router.HandleAsync(context).ConfigureAwait(false);
            });
            await web.StartAsync().ConfigureAwait(false);
        }
        catch (IOException exception) when (exception is not FileNotFoundException)
        {
            database.Dispose();
            throw new SettingsException(
                $"Port {settings.Port} of {settings.Address} is in use ({exception.Message.TrimEnd('.')}). Stop the program that uses it, "
                    + $"or choose another port with --port."
            );
        }
        catch
        {
            database.Dispose();
            throw;
        }
        var address = new Uri(
            web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(IsForClients)
        );
        settings.Endpoint = $"http://{(settings.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : settings.Address)}:{address.Port}";
        foreach (var work in services.GetServices<IBackgroundWork>())
            work.Start();
        open.SetResult();
        await services.GetRequiredService<IFunctionIsolation>().ProbeAsync().ConfigureAwait(false);
        services.GetRequiredService<RunningFile>().Write();
        return new(web, settings);
    }

    static bool IsForClients(string address) => !address.StartsWith("http://unix:", StringComparison.Ordinal);

    public Task WaitForEndAsync() => web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        Services.GetRequiredService<RunningFile>().Remove();
        await web.StopAsync().ConfigureAwait(false);
        foreach (var work in Services.GetServices<IBackgroundWork>())
            await work.StopAsync().ConfigureAwait(false);
        Services.GetRequiredService<Database>().Dispose();
        await web.DisposeAsync().ConfigureAwait(false);
    }
}
