using System.Text.Encodings.Web;
using System.Text.Json;

namespace Classroom.Benchmarks.Crash;

/// <summary>The two ways to write JSON: over many lines and in one, characters outside ASCII as they are.</summary>
static class Formats
{
    public static JsonSerializerOptions Pretty { get; } =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
