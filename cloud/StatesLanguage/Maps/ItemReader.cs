using System.Text;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// Reads the items of a distributed Map: from a file of JSON, JSON Lines or CSV, or from the listing of a bucket. Definitions may name the
/// other formats that AWS reads, but reading them fails.
/// </summary>
sealed class ItemReader
{
    readonly Template? arguments;
    readonly bool lists;
    readonly bool flattens;
    readonly string inputType;
    readonly JsonPointer? pointer;
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
        if (inputType is not ("CSV" or "JSON" or "JSONL" or "PARQUET" or "MANIFEST"))
            config!.Mistake("InputType", "should have one of these values: [CSV, JSON, JSONL, PARQUET, MANIFEST]", 0);
        config?.Text("ManifestType");
        var transformation = config?.Text("Transformation");
        if (transformation is not (null or "NONE" or "LOAD_AND_FLATTEN"))
            config!.Mistake("Transformation", "should have one of these values: [NONE, LOAD_AND_FLATTEN]", 0);
        flattens = transformation == "LOAD_AND_FLATTEN";
        pointer = config?.Text("ItemsPointer") is { } text
            ? JsonPointer.Parse(text) ?? config.Mistake<JsonPointer?>("ItemsPointer", "is not a JSON pointer", null)
            : null;
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
        if (config is not null)
            maxItems = MapLimit.Read(config, "MaxItems", isJsonata, isPercentage: false);
        config?.Close();
        reader.Close();
    }

    public static ItemReader? Read(FieldReader state, bool isJsonata) =>
        state.Object("ItemReader") is { } reader ? new(reader, isJsonata) : null;

    /// <summary>Evaluates the source before it is read.</summary>
    public Func<Task<MapItems>> Prepare(EvaluationScope scope, IObjectStore? store)
    {
        var given = arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var bucket = (given["Bucket"] as JsonString)?.Value ?? "";
        var key = (given[lists ? "Prefix" : "Key"] as JsonString)?.Value ?? "";
        var most = maxItems?.Evaluate(scope);
        return async () =>
        {
            if (store is null)
                throw Failed("There is no object store to read from");
            if (most < 0)
                throw Failed("field MaxItems must be positive");
            var items =
                !lists ? await ReadAsync(store, bucket, key).ConfigureAwait(false)
                : flattens ? await FlattenAsync(store, bucket, key).ConfigureAwait(false)
                : MapItems.Of(JsonArray.Of(await store.ListAsync(bucket, key).ConfigureAwait(false)));
            return most is > 0 ? items.First(most.Value) : items;
        };
    }

    async Task<MapItems> ReadAsync(IObjectStore store, string bucket, string key) =>
        Parse(
            await store.GetAsync(bucket, key).ConfigureAwait(false)
                ?? throw Failed($"The object '{key}' does not exist in the bucket '{bucket}'")
        );

    /// <summary>Reads all files with a prefix as one list of items.</summary>
    async Task<MapItems> FlattenAsync(IObjectStore store, string bucket, string prefix)
    {
        var all = new List<Json>();
        foreach (var listed in await store.ListAsync(bucket, prefix).ConfigureAwait(false))
            all.AddRange((await ReadAsync(store, bucket, ((JsonString)listed["Key"]!).Value).ConfigureAwait(false)).Items);
        return MapItems.Of(JsonArray.Of(all));
    }

    MapItems Parse(byte[] content)
    {
        try
        {
            return inputType switch
            {
                "CSV" => MapItems.Of(ParseCsv(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'))),
                "JSONL" => MapItems.Of(
                    JsonArray.Of(
                        Encoding
                            .UTF8.GetString(content)
                            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                            .Select(Json.Parse)
                    )
                ),
                "JSON" => (pointer is null ? Json.Parse(content) : pointer.Find(Json.Parse(content))) switch
                {
                    JsonArray items => MapItems.Of(items),
                    JsonObject entries => MapItems.Of(entries),
                    _ => throw Failed("Attempting to map over non-iterable node."),
                },
                _ => throw Failed($"Reading {inputType} is not supported here; JSON, JSONL and CSV are"),
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
        if (names.Distinct().Count() != names.Length)
            throw Failed("CSV headers cannot contain duplicates.");
        var order = JavaHashOrder.Of(names);
        return JsonArray.Of(
            rows.Skip(hasHeaderRow ? 1 : 0)
                .Select(row =>
                {
                    var item = new JsonObject(names.Length);
                    foreach (var i in order)
                        item.Set(names[i], i < row.Length ? row[i] : "");
                    return (Json)item;
                })
        );
    }

    static StatesException Failed(string cause) => new(StatesErrors.ItemReaderFailed, cause);
}
