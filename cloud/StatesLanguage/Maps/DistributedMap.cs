using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The settings of distributed Maps alone: child executions, ItemReader, ItemBatcher and ResultWriter.</summary>
sealed class DistributedMap
{
    const int LongestLabel = 40;

    public DistributedMap(FieldReader reader, bool isJsonata, string? executionType)
    {
        Type = executionType == "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard;
        Reader = ItemReader.Read(reader, isJsonata);
        Batcher = ItemBatcher.Read(reader, isJsonata);
        Writer = ResultWriter.Read(reader, isJsonata);
        Label = reader.Text("Label");
        if (Label is { Length: 0 or > LongestLabel })
            reader.Mistake("Label", $"must have 1 to {LongestLabel} characters", 0);
        else if (
            Label?.FirstOrDefault(c =>
                char.IsWhiteSpace(c) || char.IsControl(c) || "?*<>{}[]:;,\\|^~$#%&`\"".Contains(c, StringComparison.Ordinal)
            )
            is { } odd
                and not '\0'
        )
            reader.Mistake("Label", $"contains invalid character: '{odd}'", 0);
    }

    public ExecutionType Type { get; }

    public string? Label { get; }

    public ItemReader? Reader { get; }

    public ItemBatcher? Batcher { get; }

    public ResultWriter? Writer { get; }
}
