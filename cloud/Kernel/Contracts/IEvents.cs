using System.Text.Json.Nodes;

namespace Classroom.Cloud.Contracts;

/// <summary>Sends the events of services to the default event bus.</summary>
interface IEvents
{
    /// <param name="detail">Called only if a rule may match the event.</param>
    void Emit(string source, string detailType, IReadOnlyList<string> resources, Func<JsonObject> detail);
}
