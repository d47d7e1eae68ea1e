using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// Counts in the trace header how often one chain of requests has invoked each function: directly, and through SQS and SNS. Lambda stops a
/// function that a chain invokes again and again.
/// </summary>
static class Lineage
{
    const string Part = "Lineage=";

    // A chain through more functions than this forgets the oldest.
    const int MostFunctions = 20;

    /// <summary>Adds an invocation of a function to the chain. Null if the chain is a loop that must end.</summary>
    public static string? Next(string? trace, string functionArn)
    {
        var parts = (trace ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).ToList();
        var counts = parts
            .Where(part => part.StartsWith(Part, StringComparison.Ordinal))
            .SelectMany(part => part[Part.Length..].Split('|'))
            .Select(entry => entry.Split(':'))
            .Where(entry => entry.Length == 2)
            .Select(entry => (Function: entry[0], Count: Number(entry[1])))
            .ToList();
        var function = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functionArn)).AsSpan(0, 4));
        var count = counts.Find(entry => entry.Function == function).Count + 1;
        if (count > Quotas.RecursiveInvocations)
            return null;
        counts.RemoveAll(entry => entry.Function == function);
        counts.Add((function, count));
        var lineage = string.Join('|', counts.TakeLast(MostFunctions).Select(entry => $"{entry.Function}:{entry.Count}"));
        return string.Join(';', parts.Where(part => !part.StartsWith(Part, StringComparison.Ordinal)).Append(Part + lineage));
    }

    static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
