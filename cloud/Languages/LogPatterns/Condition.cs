namespace Classroom.Languages.LogPatterns;

/// <summary>A condition on a message or on one of its columns. The parser has limited its depth.</summary>
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
