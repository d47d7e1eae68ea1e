using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>Tells the log what the storage meets: once when writing begins to fail, and what was found at the start.</summary>
sealed partial class StorageWatch(Database database, ILogger<StorageWatch> logger)
{
    string? told;

    public void Begin()
    {
        if (database.Warning is { } warning)
            Found(warning);
        database.Broken = exception =>
        {
            // A full disk fails every call; the log needs one line of it.
            if (exception is NotWrittenException && Interlocked.Exchange(ref told, exception.Message) == exception.Message)
                return;
            Failed(exception.Message, exception is NotWrittenException ? null : exception);
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    partial void Found(string warning);

    [LoggerMessage(Level = LogLevel.Error, Message = "Storage: {Problem}")]
    partial void Failed(string problem, Exception? exception);
}
