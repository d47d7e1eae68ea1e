namespace Classroom.Cloud.Runtime;

/// <summary>Creates request ids.</summary>
sealed class RequestIds
{
#pragma warning disable RS0030, CA1822 // the only place that creates request ids
    public string Next() => Guid.NewGuid().ToString();
#pragma warning restore RS0030, CA1822
}
