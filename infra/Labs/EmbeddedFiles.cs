using System.Text.Encodings.Web;
using System.Text.Json;

namespace Classroom.Labs;

/// <summary>The definitions and samples of the labs, which are embedded in this assembly.</summary>
static class EmbeddedFiles
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Names => typeof(EmbeddedFiles).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal);

    public static string Read(string file)
    {
        using var stream =
            typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not among the labs' files: {string.Join(", ", Names)}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
