using System.Globalization;

namespace Classroom.Benchmarks.Soak;

/// <summary>The resources that a cloud uses at one moment, in bytes.</summary>
/// <param name="Cloud">Resident memory of the cloud's process.</param>
/// <param name="Workers">Resident memory of its child processes, and their number.</param>
/// <param name="Data">The size of all files in the data folder.</param>
/// <param name="Largest">The size of the largest file.</param>
sealed record Footprint(long Cloud, long Workers, int WorkerCount, long Data, long Largest)
{
    public static Footprint Of(int process, string folder)
    {
        var workers = DescendantsOf(process);
        var files = SizesIn(folder);
        return new(ResidentOf(process), workers.Sum(ResidentOf), workers.Count, files.Sum(), files.DefaultIfEmpty().Max());
    }

    static List<int> DescendantsOf(int root)
    {
        var parents = Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
            .Where(id => id > 0)
            .ToDictionary(id => id, ParentOf);
        var family = new List<int> { root };
        for (var i = 0; i < family.Count; i++)
            family.AddRange(parents.Where(pair => pair.Value == family[i]).Select(pair => pair.Key));
        return family[1..];
    }

    // Processes and files may appear and disappear while they are counted.
    static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static long ResidentOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static List<long> SizesIn(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Length)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
