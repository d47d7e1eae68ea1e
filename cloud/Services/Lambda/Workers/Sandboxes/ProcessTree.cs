using System.Globalization;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>The processes of a worker, as Linux lists them under /proc.</summary>
/// <param name="Memory">Their resident memory in bytes.</param>
/// <param name="Processes">Their number.</param>
/// <param name="Threads">The number of their threads, which is what the kernel's limit of processes counts.</param>
/// <param name="Processor">The processor time that they and their ended children have used.</param>
readonly record struct ProcessTree(long Memory, int Processes, int Threads, TimeSpan Processor)
{
    /// <summary>Beyond this number the rest is not counted: the sandbox is over its limit anyway.</summary>
    const int MostCounted = 2 * SandboxCommand.MostProcesses;

    /// <param name="roots">The first process of a worker; in a sandbox, those that the sandbox started.</param>
    public static ProcessTree Of(IEnumerable<int> roots)
    {
        var (memory, all, count, processor) = (0L, 0, 0, TimeSpan.Zero);
        Visit(
            roots,
            (process, threads) =>
            {
                all++;
                count += threads.Count;
                memory += MemoryOf(process);
                processor += ProcessorOf(process);
                return count < MostCounted;
            }
        );
        return new(memory, all, count, processor);
    }

    /// <summary>
    /// The first processes of a function in a sandbox. The child of the process outside is the first process inside, which belongs to
    /// bubblewrap too; the function's processes are the children of that.
    /// </summary>
    public static IEnumerable<int> InSandbox(int bubblewrap) => Look(bubblewrap).Children.SelectMany(first => Look(first).Children);

    /// <summary>All processes below the roots, and the roots, as this machine numbers them.</summary>
    public static IReadOnlyList<int> ProcessesOf(IEnumerable<int> roots)
    {
        var found = new List<int>();
        Visit(
            roots,
            (process, _) =>
            {
                found.Add(process);
                return true;
            }
        );
        return found;
    }

    /// <summary>All threads of these processes, as this machine numbers them.</summary>
    public static IReadOnlyList<int> ThreadsOf(IEnumerable<int> roots)
    {
        var found = new List<int>();
        Visit(
            roots,
            (_, threads) =>
            {
                found.AddRange(threads);
                return found.Count < MostCounted;
            }
        );
        return found;
    }

    /// <summary>How long a thread has waited for a processor since it started.</summary>
    public static TimeSpan WaitOf(int thread)
    {
        // The time on a processor, the time of waiting for one, both in nanoseconds, and the number of turns.
        var fields = Read($"/proc/{thread}/schedstat").Split(' ');
        return fields.Length < 2 ? TimeSpan.Zero : new(long.Parse(fields[1], CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
    }

    /// <param name="visit">Receives a process and its threads; returns whether to go on.</param>
    static void Visit(IEnumerable<int> roots, Func<int, List<int>, bool> visit)
    {
        var open = new Stack<int>(roots);
        while (open.TryPop(out var process))
        {
            var (children, threads) = Look(process);
            foreach (var child in children)
                open.Push(child);
            if (!visit(process, threads))
                return;
        }
    }

    static (List<int> Children, List<int> Threads) Look(int process)
    {
        var (children, threads) = (new List<int>(), new List<int>());
        try
        {
            // Each thread has a list of the processes that it started.
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                threads.Add(int.Parse(Path.GetFileName(thread.AsSpan()), CultureInfo.InvariantCulture));
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
    static long MemoryOf(int process) =>
        Read($"/proc/{process}/statm").Split(' ') is [_, var pages, ..]
            ? long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize
            : 0;

    static TimeSpan ProcessorOf(int process)
    {
        // The name of the program, in parentheses, may contain blanks and parentheses. The 12th field after it is the first of four: the
        // time in the program and in the kernel, of the process and of its ended children, in hundredths of a second.
        var text = Read($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 15
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(10 * fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
    }

    /// <summary>A file of the kernel; empty if the process has ended.</summary>
    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
