using Classroom.StatesLanguage.Definitions;

namespace Classroom.StatesLanguage.Tests.Definitions;

/// <summary>The variables that states read.</summary>
public class VariableReferenceTests
{
    [TestCase(""" "InputPath": "$answer" """, "answer")]
    [TestCase(""" "Parameters": { "b.$": "$second.part", "a.$": "$first" } """, "first, second")]
    [TestCase(""" "Parameters": { "text": "$first" } """, "")]
    [TestCase(""" "Parameters": { "a.$": "States.Format('{} {}', $name, $.input)" } """, "name")]
    [TestCase(""" "Result": { "a.$": "$first" } """, "")]
    [TestCase(""" "ResultPath": "$.first" """, "")]
    [TestCase(""" "SecondsPath": "$wait" """, "wait")]
    [TestCase(""" "Choices": [{ "And": [{ "Variable": "$guess", "NumericEqualsPath": "$answer" }] }] """, "answer, guess")]
    [TestCase(""" "QueryLanguage": "JSONata", "Output": "{% $total + $states.input.x %}" """, "total")]
    [TestCase(""" "QueryLanguage": "JSONata", "Output": ["{% ($own := 1; $own + $sum($list.($ + $$))) %}"] """, "list")]
    [TestCase(""" "QueryLanguage": "JSONata", "Output": "$total" """, "")]
    public void A_state_reads(string fields, string expected) =>
        Assert.That(
            string.Join(
                ", ",
                VariableReferences
                    .Of($$"""{ "StartAt": "A", "States": { "A": { "Type": "Pass", {{fields}} } } }""")
                    .GetValueOrDefault("A", [])
            ),
            Is.EqualTo(expected)
        );

    [Test]
    public void The_states_of_an_iteration_are_listed_on_their_own()
    {
        var found = VariableReferences.Of(
            """
            {
              "StartAt": "M",
              "States": {
                "M": {
                  "Type": "Map",
                  "ItemsPath": "$list",
                  "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Parameters": { "a.$": "$bias" } } } }
                }
              }
            }
            """
        );
        Assert.That(found.Select(pair => $"{pair.Key}: {string.Join(' ', pair.Value)}"), Is.EqualTo(new[] { "I: bias", "M: list" }));
    }
}
