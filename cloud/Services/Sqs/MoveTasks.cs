using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Sqs;

/// <summary>Runs the move tasks. A task that was running when the cloud stopped goes on when the cloud starts again.</summary>
sealed class MoveTasks(Database database, QueueStore queues, BackgroundTasks background, TimeProvider clock) : IStore, IBackgroundWork
{
    // AWS keeps the latest ten tasks of a queue.
    const int Kept = 10;

    readonly Table<MoveTask> tasks = new(database, "sqs.move_tasks");
    readonly CancellationTokenSource stopping = new();
    readonly Lock gate = new();

    /// <summary>The tasks of a source queue, the latest first.</summary>
    public IEnumerable<MoveTask> Of(string source) => tasks.Below($"{source}\n").OrderByDescending(task => task.Started);

    public MoveTask? Find(string source, string id) => tasks.Find(KeyOf(source, id));

    public void Start()
    {
        foreach (var task in tasks.All.Where(task => task.Status == MoveTask.Running))
            Run(task);
    }

    public Task StopAsync() => stopping.CancelAsync();

    public void Add(MoveTask task)
    {
        Put(task);
        database.Afterwards(() => Run(task));
        foreach (var old in Of(task.Source).Skip(Kept).Where(old => old.Status != MoveTask.Running).ToList())
            tasks.Remove(KeyOf(old.Source, old.Id));
    }

    /// <summary>Cancels a task and returns it; null if the task is not running.</summary>
    public MoveTask? Cancel(string source, string id)
    {
        lock (gate)
        {
            if (Find(source, id) is not { Status: MoveTask.Running } task)
                return null;
            // Written at once: the background work must see it before it moves the next message.
            database.Separately(() => Put(task with { Status = MoveTask.Cancelled }));
            return task;
        }
    }

    void Run(MoveTask task) => background.Run("message move tasks", () => MoveAllAsync(task.Source, task.Id));

    async Task MoveAllAsync(string source, string id)
    {
        while (!stopping.IsCancellationRequested && StepOnce(source, id) is { } task)
        {
            if (task.MostPerSecond is { } most)
                await Task.Delay(TimeSpan.FromSeconds(1.0 / most), clock, stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Moves one message; null if the task has ended.</summary>
    MoveTask? StepOnce(string source, string id)
    {
        lock (gate)
        {
            if (Find(source, id) is not { Status: MoveTask.Running } task)
                return null;
            var next = Step(task);
            database.Separately(() => Put(next));
            return next.Status == MoveTask.Running ? next : null;
        }
    }

    MoveTask Step(MoveTask task)
    {
        if (queues.ByArn(task.Source) is not { } source)
            return task with { Status = MoveTask.Failed, FailureReason = SqsErrors.NoQueue().QueryCode };
        // A queue that has been deleted must not cost the message.
        if (task.Destination is { } arn && queues.ByArn(arn) is null)
            return task with { Status = MoveTask.Failed, FailureReason = SqsErrors.NoQueue().QueryCode };
        if (queues.ContentOf(source).TakeOut() is not { } message)
            return task with { Status = MoveTask.Completed };
        if (queues.ByArn(task.Destination ?? message.State.DeadLetterSource ?? "") is not { } destination)
        {
            queues.ContentOf(source).PutBack(message);
            return task with { Status = MoveTask.Failed, FailureReason = "CouldNotDetermineMessageSource" };
        }
        var state = message.State;
        queues.Send(
            destination,
            message.Body,
            state.SenderId,
            message.Attributes,
            delay: 0,
            state.Group,
            destination.IsFifo ? state.Deduplication ?? state.Id : null,
            state.TraceHeader
        );
        queues.ContentOf(source).Forget(message);
        return task with { Moved = task.Moved + 1 };
    }

    void Put(MoveTask task) => tasks.Put(KeyOf(task.Source, task.Id), task);

    static string KeyOf(string source, string id) => $"{source}\n{id}";
}
