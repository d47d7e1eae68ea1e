using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Syntax;

/// <summary>
/// Reads the fields of one object of a definition. It continues after an error, so that all errors are reported, and finally reports the
/// fields that no reader has asked for.
/// </summary>
sealed class FieldReader(JsonObject fields, string location, List<Diagnostic> diagnostics, string within = "")
{
    public const string SchemaValidationFailed = "SCHEMA_VALIDATION_FAILED";

    readonly HashSet<string> read = [];

    public string Location => location;

    /// <summary>The location of the object within its state, as it appears in causes of errors: Choices[0]/</summary>
    public string Within => within;

    public List<Diagnostic> Diagnostics => diagnostics;

    public Json? Get(string name)
    {
        read.Add(name);
        return fields[name];
    }

    public bool Has(string name) => fields.Has(name);

    public string? Text(string name) =>
        Get(name) switch
        {
            null => null,
            JsonString text => text.Value,
            _ => Mistake<string?>(name, "is not a string", null),
        };

    /// <summary>Reports required fields that are missing.</summary>
    public void Require(params ReadOnlySpan<string> names)
    {
        var missing = new List<string>();
        foreach (var name in names)
        {
            if (!fields.Has(name))
                missing.Add(name);
        }
        if (missing.Count > 0)
            Report($"These fields are required: [{string.Join(", ", missing)}]", location);
    }

    public string RequiredText(string name)
    {
        Require(name);
        return Text(name) ?? "";
    }

    public bool Flag(string name) =>
        Get(name) switch
        {
            null => false,
            JsonBoolean flag => flag.Value,
            _ => Mistake(name, "is not a boolean", false),
        };

    public double? Number(string name, double least, double most, bool integer = true)
    {
        switch (Get(name))
        {
            case null:
                return null;
            case JsonNumber number when (!integer || number.IsInteger) && number.Value >= least && number.Value <= most:
                return number.Value;
            default:
                return Mistake<double?>(name, $"is not {(integer ? "an integer" : "a number")} from {least} to {most}", null);
        }
    }

    public JsonPath? Path(string name)
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return JsonPath.Parse(text);
        }
        catch (PathSyntaxException exception)
        {
            return Mistake<JsonPath?>(name, $"is not a valid JSONPath: {exception.Message}", null);
        }
    }

    public JsonPath? ReferencePathOf(string name)
    {
        var path = Path(name);
        return path is null || ReferencePath.IsOne(path) ? path : Mistake<JsonPath?>(name, "is not a reference path", null);
    }

    public FieldReader? Object(string name) =>
        Get(name) switch
        {
            null => null,
            JsonObject members => new(members, $"{location}/{name}", diagnostics, $"{within}{name}/"),
            _ => Mistake<FieldReader?>(name, "is not an object", null),
        };

    /// <summary>A reader for a state. Its location in causes of errors starts anew.</summary>
    public FieldReader State(string name) => new((JsonObject)Get(name)!, $"{location}/{name}", diagnostics);

    public IReadOnlyList<FieldReader> Objects(string name)
    {
        if (Get(name) is not { } value)
            return [];
        if (value is not JsonArray items)
            return Mistake<IReadOnlyList<FieldReader>>(name, "is not an array", []);
        var readers = new List<FieldReader>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonObject members)
                readers.Add(new(members, $"{location}/{name}[{i}]", diagnostics, $"{within}{name}[{i}]/"));
            else
                Report("is not an object", $"{location}/{name}[{i}]");
        }
        return readers;
    }

    public T Mistake<T>(string name, string message, T otherwise)
    {
        Report($"The field '{name}' {message}", $"{location}/{name}");
        return otherwise;
    }

    public void Report(string message, string? at, string code = SchemaValidationFailed) =>
        diagnostics.Add(new(Diagnostic.Error, code, message, at is { Length: 0 } ? "/" : at));

    /// <summary>Reports the fields that have not been read.</summary>
    public void Close(Func<string, string?>? explain = null)
    {
        foreach (var (name, _) in fields)
        {
            if (!read.Contains(name))
                Report(explain?.Invoke(name) ?? $"Field '{name}' is not supported", location);
        }
    }

    public IEnumerable<KeyValuePair<string, Json>> Members
    {
        get
        {
            read.UnionWith(fields.Select(member => member.Key));
            return fields;
        }
    }
}
