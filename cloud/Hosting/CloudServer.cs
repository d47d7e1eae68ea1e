using System.Net;
using System.Reflection;
using System.Security.Authentication;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Hosting.Tls;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
        if (settings is { IsShared: true, RootAccessKeyId: CloudSettings.KnownKey })
            settings = RootKeys.Apply(settings);
        var certificate = settings.IsShared ? ServerCertificate.Of(settings, clock) : null;
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
            if (certificate is null)
                options.Listen(settings.Address, settings.Port);
            else
                Listen(options, settings, certificate);
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
        Tell(
            settings,
            [
                .. web
                    .Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()!
                    .Addresses.Where(IsForClients)
                    .Select(text => new Uri(text)),
            ]
        );
        foreach (var work in services.GetServices<IBackgroundWork>())
            work.Start();
        open.SetResult();
        await services.GetRequiredService<IFunctionIsolation>().ProbeAsync().ConfigureAwait(false);
        services.GetRequiredService<RunningFile>().Write();
        return new(web, settings);
    }

    /// <summary>
    /// TLS for other machines, and an address without TLS for the functions of this machine: runtimes of Lambda speak HTTP without TLS.
    /// </summary>
    static void Listen(KestrelServerOptions options, CloudSettings settings, ServerCertificate certificate)
    {
        var connections = new ConnectionsPerAddress(settings.ConnectionsPerAddress);
        options.Listen(
            settings.Address,
            settings.Port,
            listen =>
            {
                // One request at a time on each connection, so that the limit of connections is a limit of requests.
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => connections.HandleAsync(connection, next));
                listen.UseHttps(https =>
                {
                    (https.ServerCertificate, https.ServerCertificateChain) = (certificate.Certificate, certificate.Chain);
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                });
            }
        );
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Writes the addresses, with the ports that the operating system has chosen, into the settings.</summary>
    static void Tell(CloudSettings settings, IReadOnlyList<Uri> addresses)
    {
        var open = addresses.First(address => address.Scheme == (settings.IsShared ? Uri.UriSchemeHttps : Uri.UriSchemeHttp));
        settings.Endpoint = $"{open.Scheme}://{ServerNames.Shown(settings)}:{open.Port}";
        settings.LocalEndpoint = settings.IsShared
            ? $"http://{IPAddress.Loopback}:{addresses.Single(address => address.Scheme == Uri.UriSchemeHttp).Port}"
            : settings.Endpoint;
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
