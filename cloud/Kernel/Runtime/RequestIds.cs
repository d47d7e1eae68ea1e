namespace Classroom.Cloud.Runtime;

/// <summary>Numbers of calls.</summary>
sealed class RequestIds
{
#pragma warning disable RS0030, CA1822 // here is where ids come in
    public string Next() => Guid.NewGuid().ToString();
#pragma warning restore RS0030, CA1822
}
