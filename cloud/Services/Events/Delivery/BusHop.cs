namespace Classroom.Cloud.Events.Delivery;

/// <summary>
/// Marks, in the trace of a request, that a rule sends its event to another bus. An event may make this step only once, so that rules of
/// two buses cannot send an event to each other without end.
/// </summary>
static class BusHop
{
    const string Mark = ";Hop=bus";

    public static string MarkIn(string? trace) => trace + Mark;

    public static (bool HasHopped, string? Trace) Read(string? trace) =>
        trace?.EndsWith(Mark, StringComparison.Ordinal) == true ? (true, trace[..^Mark.Length]) : (false, trace);
}
