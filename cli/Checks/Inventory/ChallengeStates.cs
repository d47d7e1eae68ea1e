using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Inventory;

/// <summary>The states of the challenges can have any name: the checks look for what they do.</summary>
static class ChallengeStates
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> OfType(this Definition definition, string type) =>
        definition.States.Where(state => (string?)state.Value["Type"] == type);
}
