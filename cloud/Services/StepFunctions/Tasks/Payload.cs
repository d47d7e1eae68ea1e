using System.Text;
using System.Text.Json.Nodes;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// Converts data of a workflow for a service call and back. Workflows have values of their own (<see cref="Json"/>); the operations of
/// services take nodes.
/// </summary>
static class Payload
{
    public static JsonNode? ToNode(Json value)
    {
        try
        {
            return BoundedJson.Parse(value.ToString(), LanguageLimits.Payload);
        }
        catch (LanguageException exception)
        {
            throw new TaskException("States.Runtime", exception.Message);
        }
    }

    /// <summary>Reads the answer of a function.</summary>
    public static Json Read(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        try
        {
            return Json.ParseVerbatim(text);
        }
        catch (JsonSyntaxException) when (answer.Length > ExecutionLimits.LargestData)
        {
            // The size of a result is checked before its form.
            return new JsonString(text);
        }
        catch (JsonSyntaxException exception)
        {
            throw new TaskException("States.Runtime", $"The answer of the function is not valid JSON: {exception.Message}");
        }
    }
}
