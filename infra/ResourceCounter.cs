using Pulumi;

namespace Classroom;

/// <summary>Counts the registered resources: Pulumi calls the stack's transformations for each resource, including the stack.</summary>
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
