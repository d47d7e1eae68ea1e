namespace Classroom.Labs;

/// <summary>Marks a lab, and names it for the configuration.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class LabAttribute(string name) : Attribute
{
    public string Name => name;
}
