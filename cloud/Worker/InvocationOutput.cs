using System.Text;

namespace Classroom.Worker;

/// <summary>Writes the output of the function, and a marker at the end of each invocation.</summary>
sealed class InvocationOutput : IDisposable
{
    readonly StreamWriter writer;
    readonly Lock gate = new();

    public InvocationOutput(Stream stream)
    {
        writer = new(stream, new UTF8Encoding(false), 4096) { AutoFlush = false };
        Writer = TextWriter.Synchronized(writer);
    }

    public TextWriter Writer { get; }

    public void WriteLine(string line)
    {
        // A line of the log is a line of the pipe, so a line break within a message becomes a carriage return.
        lock (gate)
            Writer.WriteLine(line.ReplaceLineEndings("\r"));
    }

    public void Mark(string requestId)
    {
        lock (gate)
        {
            Writer.WriteLine($"\u0001{requestId}");
            Writer.Flush();
        }
    }

    public void Dispose() => writer.Dispose();
}
