using System.Text.Encodings.Web;
using System.Text.Json;

namespace Classroom.Benchmarks.Crash;

/// <summary>Two formats of JSON: indented and compact, both with unescaped characters outside ASCII.</summary>
static class Formats
{
    public static JsonSerializerOptions Pretty { get; } =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
