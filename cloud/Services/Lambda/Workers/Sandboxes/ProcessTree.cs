using System.Globalization;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>The processes of a sandbox, as the kernel lists them under /proc.</summary>
/// <param name="Memory">Their resident memory in bytes.</param>
/// <param name="Threads">The number of their threads, which is what the kernel's limit of processes counts.</param>
readonly record struct ProcessTree(long Memory, int Threads)
{
    /// <summary>Beyond this number the rest is not counted: the sandbox is over its limit anyway.</summary>
    const int MostCounted = 2 * SandboxCommand.MostProcesses;

    /// <param name="bubblewrap">
    /// The process outside of the sandbox. Its child is the first process inside, which belongs to bubblewrap too; the function's processes
    /// are the descendants of that.
    /// </param>
    public static ProcessTree Of(int bubblewrap)
    {
        var (memory, threads) = (0L, 0);
        Visit(
            bubblewrap,
            (process, own) =>
            {
                threads += own;
                memory += MemoryOf(process);
                return threads < MostCounted;
            }
        );
        return new(memory, threads);
    }

    /// <summary>The processes of a sandbox, as this machine numbers them.</summary>
    public static IReadOnlyList<int> ProcessesOf(int bubblewrap)
    {
        var found = new List<int>();
        Visit(
            bubblewrap,
            (process, _) =>
            {
                found.Add(process);
                return true;
            }
        );
        return found;
    }

    /// <param name="visit">Receives a process and the number of its threads; returns whether to go on.</param>
    static void Visit(int bubblewrap, Func<int, int, bool> visit)
    {
        var open = new Stack<int>();
        foreach (var first in Children(bubblewrap).Children)
            Push(open, Children(first).Children);
        while (open.TryPop(out var process))
        {
            var (children, threads) = Children(process);
            Push(open, children);
            if (!visit(process, threads))
                return;
        }
    }

    static void Push(Stack<int> open, List<int> processes)
    {
        foreach (var process in processes)
            open.Push(process);
    }

    static (List<int> Children, int Threads) Children(int process)
    {
        var (children, threads) = (new List<int>(), 0);
        try
        {
            // Each thread has a list of the processes that it started.
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                threads++;
                foreach (var child in File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    children.Add(int.Parse(child, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended in the meantime.
        }
        return (children, threads);
    }

    /// <summary>The resident memory of a process in bytes. The file statm has only one line; Process.Refresh reads much more.</summary>
    public static long MemoryOf(int process)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture)
                * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
