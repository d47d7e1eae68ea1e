using System.Text;

namespace Classroom.Worker;

/// <summary>What the function prints, and the mark after each call that says: this was all.</summary>
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
        // A line of the log is a line of the pipe: what is within it stays together.
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
