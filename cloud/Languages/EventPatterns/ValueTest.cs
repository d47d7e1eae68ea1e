using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>A test of one value, which is no list and no object.</summary>
abstract class ValueTest
{
    public abstract bool Accepts(JsonNode? value);
}

sealed class TextTest(Func<string, bool> test) : ValueTest
{
    public override bool Accepts(JsonNode? value) => value.AsText() is { } text && test(text);
}

/// <summary>anything-but: a value that is not excluded.</summary>
sealed class AnythingButTest(ExactValues excluded, List<TextTest> tests) : ValueTest
{
    public override bool Accepts(JsonNode? value) => !excluded.Contains(value) && !tests.Exists(test => test.Accepts(value));
}

sealed class NumericTest(List<Func<double, bool>> limits) : ValueTest
{
    public override bool Accepts(JsonNode? value) => FiniteNumber.Of(value) is { } number && limits.TrueForAll(limit => limit(number));
}
