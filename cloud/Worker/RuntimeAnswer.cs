namespace Classroom.Worker;

/// <summary>An answer of the Runtime API.</summary>
/// <param name="head">The status line and the headers.</param>
sealed class RuntimeAnswer(string head)
{
    public byte[] Body { get; set; } = [];

    public bool IsSuccess => head.StartsWith("HTTP/1.1 2", StringComparison.Ordinal);

    public string Header(string name)
    {
        var at = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            throw new InvalidDataException($"The Runtime API answered without the header {name}:\n{head}");
        var begin = at + name.Length + 4;
        var end = head.IndexOf('\r', begin);
        return end < 0 ? head[begin..] : head[begin..end];
    }
}
