using Pulumi;

namespace Classroom;

/// <summary>Counts what the program registers: every resource passes the stack's transformations, its own included.</summary>
sealed class ResourceCounter
{
    int total;

    public int Total => total;

    public ResourceTransformationResult? Count(ResourceTransformationArgs args)
    {
        Interlocked.Increment(ref total);
        return null;
    }
}
