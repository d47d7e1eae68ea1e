namespace Classroom.Languages.LogPatterns;

/// <summary>A condition over a message or over one of its columns. Its depth was limited when it was read.</summary>
abstract class Condition<T>
{
    public abstract bool Holds(T value);
}

sealed class Comparison<T>(Func<T, bool> test) : Condition<T>
{
    public override bool Holds(T value) => test(value);
}

sealed class AllOf<T>(List<Condition<T>> parts) : Condition<T>
{
    public override bool Holds(T value) => parts.TrueForAll(part => part.Holds(value));
}

sealed class AnyOf<T>(List<Condition<T>> parts) : Condition<T>
{
    public override bool Holds(T value) => parts.Exists(part => part.Holds(value));
}
