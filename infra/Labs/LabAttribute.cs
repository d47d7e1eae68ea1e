namespace Classroom.Labs;

/// <summary>Marks a lab and gives it the name that the configuration knows it by.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class LabAttribute(string name) : Attribute
{
    public string Name => name;
}
