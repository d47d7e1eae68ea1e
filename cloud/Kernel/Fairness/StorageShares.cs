using System.Diagnostics;
using Classroom.Cloud.Runtime;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Fairness;

/// <summary>
/// Freezes a student who stores more than a share of the disk, so that nobody can fill the disk of the class. AWS has no such limit: there
/// the account pays.
/// </summary>
sealed partial class StorageShares(
    IEnumerable<IStudentData> parts,
    Freezes freezes,
    IEnumerable<IStoppable> running,
    CloudSettings settings,
    BackgroundTasks background,
    ILogger<StorageShares> logger
) : IBackgroundWork
{
    const long Megabyte = 1024 * 1024;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Adding up takes this part of the time at most.</summary>
    const double MostOfTime = 0.02;

    readonly HashSet<Owner> told = [];
    ITimer? timer;
    TimeSpan took;
    long ended;

    public void Start()
    {
        if (settings.StudentStorage > 0)
            timer = background.Every(Every, "storage of the students", LookIfDue);
    }

    public Task StopAsync()
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What each student stores, in bytes.</summary>
    public IReadOnlyDictionary<Owner, long> Sizes() =>
        parts
            .SelectMany(part => part.Sizes())
            .Where(size => !size.Owner.IsClass)
            .GroupBy(size => size.Owner, size => size.Bytes)
            .ToDictionary(group => group.Key, group => group.Sum());

    /// <summary>Adds up what each student stores, and freezes those who store too much.</summary>
    public async Task LookAsync()
    {
        foreach (var (owner, bytes) in Sizes())
        {
            var megabytes = bytes / Megabyte;
            if (megabytes < settings.StudentStorage * 8 / 10)
            {
                told.Remove(owner);
            }
            else if (megabytes < settings.StudentStorage)
            {
                if (told.Add(owner))
                    Warned(owner.Name, megabytes, settings.StudentStorage);
            }
            else if (!freezes.IsFrozen(owner))
            {
                Froze(owner.Name, megabytes, settings.StudentStorage);
                await freezes.PutAsync(owner, ReasonFor(owner, megabytes)).ConfigureAwait(false);
                foreach (var work in running)
                    await work.StopAsync(owner).ConfigureAwait(false);
            }
        }
    }

    string ReasonFor(Owner owner, long megabytes) =>
        $"{owner} stores {megabytes:N0} MB, more than the {settings.StudentStorage:N0} MB of a student "
        + $"(`./classroom reset --student {owner}` removes it; --student-storage of the cloud is the limit)";

    void LookIfDue()
    {
        if (Stopwatch.GetElapsedTime(ended) * MostOfTime < took)
            return;
        var began = Stopwatch.GetTimestamp();
        LookAsync().GetAwaiter().GetResult();
        (took, ended) = (Stopwatch.GetElapsedTime(began), Stopwatch.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Student} stores {Megabytes} MB of {Most} MB; beyond it the student is frozen")]
    partial void Warned(string student, long megabytes, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Student} stores {Megabytes} MB, more than {Most} MB, and is frozen")]
    partial void Froze(string student, long megabytes, int most);
}
