using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Where a distributed Map gets its items from: a file of JSON, JSON Lines or CSV, or a listing of a bucket.</summary>
sealed class ItemReader
{
    readonly Template? arguments;
    readonly bool lists;
    readonly string inputType;
    readonly bool hasHeaderRow;
    readonly string[] headers;
    readonly char delimiter;
    readonly MapLimit? maxItems;

    ItemReader(FieldReader reader, bool isJsonata)
    {
        lists = reader.RequiredText("Resource").EndsWith(":s3:listObjectsV2", StringComparison.Ordinal);
        arguments = MapLimit.Payload(reader, isJsonata);
        var config = reader.Object("ReaderConfig");
        inputType = config?.Text("InputType") ?? "JSON";
        if (inputType is not ("JSON" or "JSONL" or "CSV")) config!.Mistake("InputType", "must be one of 'CSV', 'JSON', 'JSONL'", 0);
        hasHeaderRow = config?.Text("CSVHeaderLocation") != "GIVEN";
        headers = config?.Get("CSVHeaders") is JsonArray names ? [.. names.OfType<JsonString>().Select(name => name.Value)] : [];
        delimiter = config?.Text("CSVDelimiter") switch
        {
            "PIPE" => '|',
            "SEMICOLON" => ';',
            "SPACE" => ' ',
            "TAB" => '\t',
            _ => ',',
        };
        if (config is not null) maxItems = MapLimit.Read(config, "MaxItems", isJsonata, isPercentage: false);
        config?.Close();
        reader.Close();
    }

    public static ItemReader? Read(FieldReader state, bool isJsonata) => state.Object("ItemReader") is { } reader ? new(reader, isJsonata) : null;

    /// <summary>What to read, settled before anything is read.</summary>
    public Func<Task<JsonArray>> Prepare(EvaluationScope scope, IObjectStore? store)
    {
        var given = arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var bucket = (given["Bucket"] as JsonString)?.Value ?? "";
        var key = (given[lists ? "Prefix" : "Key"] as JsonString)?.Value ?? "";
        var most = maxItems?.Evaluate(scope);
        return async () =>
        {
            if (store is null) throw Failed("There is no object store to read from");
            if (most < 0) throw Failed("field MaxItems must be positive");
            var items = lists
                ? JsonArray.Of(await store.ListAsync(bucket, key).ConfigureAwait(false))
                : Parse(await store.GetAsync(bucket, key).ConfigureAwait(false) ?? throw Failed($"The object '{key}' does not exist in the bucket '{bucket}'"));
            return most is > 0 && most < items.Count ? JsonArray.Of(items.Take((int)most)) : items;
        };
    }

    JsonArray Parse(byte[] content)
    {
        try
        {
            return inputType switch
            {
                "CSV" => ParseCsv(Encoding.UTF8.GetString(content).TrimStart('\uFEFF')),
                "JSONL" => JsonArray.Of(Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Json.Parse)),
                _ => Json.Parse(content) as JsonArray ?? throw Failed("Attempting to map over non-iterable node."),
            };
        }
        catch (JsonSyntaxException exception)
        {
            throw Failed($"The file is not {inputType}: {exception.Message}");
        }
    }

    JsonArray ParseCsv(string text)
    {
        var rows = CsvText.Rows(text, delimiter).ToList();
        var names = hasHeaderRow ? rows.FirstOrDefault() ?? [] : headers;
        if (names.Distinct().Count() != names.Length) throw Failed("CSV headers cannot contain duplicates.");
        return JsonArray.Of(rows.Skip(hasHeaderRow ? 1 : 0).Select(row =>
        {
            var item = new JsonObject(names.Length);
            for (var i = 0; i < names.Length; i++) item.Set(names[i], i < row.Length ? row[i] : "");
            return (Json)item;
        }));
    }

    static StatesException Failed(string cause) => new(StatesErrors.ItemReaderFailed, cause);
}
