using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>Logs the state of the storage: warnings at the start, and the first failure to write.</summary>
sealed partial class StorageWatch(Database database, ILogger<StorageWatch> logger)
{
    string? lastLogged;

    public void Begin()
    {
        if (database.Warning is { } warning)
            Found(warning);
        database.Broken = exception =>
        {
            // On a full disk every call fails; one log line is enough.
            if (exception is NotWrittenException && Interlocked.Exchange(ref lastLogged, exception.Message) == exception.Message)
                return;
            Failed(exception.Message, exception is NotWrittenException ? null : exception);
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    partial void Found(string warning);

    [LoggerMessage(Level = LogLevel.Error, Message = "Storage: {Problem}")]
    partial void Failed(string problem, Exception? exception);
}
