using System.Text;

namespace Classroom.Cloud.Logs;

/// <summary>The field @ptr of a query's row, with which GetLogRecord finds the event again.</summary>
static class EventPointer
{
    public static string Of(PlacedEvent found) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{found.Stream.Group}\n{found.Stream.Name}\n{found.Place}"));

    /// <summary>The group, the stream and the place of the event; null if the text is no pointer.</summary>
    public static (string Group, string Stream, LogPlace Place)? Read(string pointer)
    {
        var bytes = new byte[pointer.Length];
        return
            Convert.TryFromBase64String(pointer, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is [var group, var stream, var place]
            && LogPlace.Parse(place) is { } found
            ? (group, stream, found)
            : null;
    }
}
