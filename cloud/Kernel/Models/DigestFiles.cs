namespace Classroom.Cloud.Models;

/// <summary>The digests, which are resources of this assembly: build/models/digest.py writes them.</summary>
static class DigestFiles
{
    public static string[] Lines(string file)
    {
        using var stream =
            typeof(DigestFiles).Assembly.GetManifestResourceStream($"models/{file}")
            ?? throw new ArgumentException($"There is no digest '{file}'", nameof(file));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
