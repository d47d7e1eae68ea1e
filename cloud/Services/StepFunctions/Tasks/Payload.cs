using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Converts data of a workflow for a service call and back.</summary>
static class Payload
{
    public static JsonNode? Read(string text)
    {
        try
        {
            return BoundedJson.Parse(text, LanguageLimits.Payload);
        }
        catch (LanguageException exception)
        {
            throw new TaskException("States.Runtime", exception.Message);
        }
    }
}
