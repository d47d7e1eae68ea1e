using Classroom.Cloud.Contracts;
using Classroom.Cloud.Hosting;
using Classroom.Storage;
using Microsoft.Extensions.DependencyInjection;

if (args is [FunctionCheck.Option])
    return await FunctionCheck.RunAsync();
Background? background = null;
try
{
    var settings = CommandLine.Read(args, Environment.GetEnvironmentVariable);
    if (settings is null)
        return 0;
    background = Background.Begin(settings.BackgroundLog);
    await using var cloud = await CloudServer.StartAsync(settings, TimeProvider.System);
    Console.WriteLine(
        $"Classroom cloud {CloudServer.Version} at {cloud.Settings.Endpoint}, account {cloud.Settings.Account}, region "
            + $"{cloud.Settings.Region}, data in {cloud.Settings.DataFolder}"
    );
    Console.WriteLine(cloud.Services.GetRequiredService<IFunctionIsolation>().Description);
    await cloud.WaitForEndAsync();
    return 0;
}
catch (Exception exception) when (exception is SettingsException or StorageException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
finally
{
    background?.Dispose();
}
