using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Data of a workflow on its way to a service and back.</summary>
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
