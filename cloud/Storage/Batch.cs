using System.Buffers;
using System.Text.Json;

namespace Classroom.Storage;

/// <summary>The changes of one call as a line of the journal: pairs of a number and a change.</summary>
sealed class Batch
{
    readonly ArrayBufferWriter<byte> buffer = new(256);
    List<Action>? afterwards;

    public bool IsEmpty => buffer.WrittenCount == 0;

    /// <summary>The whole line; nothing can be added any more.</summary>
    public ReadOnlySpan<byte> Line
    {
        get
        {
            buffer.Write("]\n"u8);
            return buffer.WrittenSpan;
        }
    }

    public void Afterwards(Action work) => (afterwards ??= []).Add(work);

    public void Written() => afterwards?.ForEach(work => work());

    public void Add(long number, Action<Utf8JsonWriter> change)
    {
        buffer.Write(IsEmpty ? "["u8 : ","u8);
        using (var writer = new Utf8JsonWriter(buffer)) writer.WriteNumberValue(number);
        buffer.Write(","u8);
        using (var writer = new Utf8JsonWriter(buffer)) change(writer);
    }
}
