using System;
using System.Collections.Generic;
using System.Linq;

namespace Pulumi.Aws.Generator;

/// <summary>
/// One module of the provider, parsed from its description. A block starts at the margin with its kind (<c>resource Name token</c>, <c>type
/// Name</c>, <c>enum Name</c>). Its members are indented: <c>wireName type flags [as CSharpName]</c>. The flags are in, in!, out, out! (!
/// means required), secret, sensitive, json, default:VALUE, env:NAMES and obsolete.
/// </summary>
sealed class Surface
{
    public string Module { get; private set; } = "";

    public List<Block> Blocks { get; } = new();

    public string Namespace => Module.Length == 0 ? "Pulumi.Aws" : $"Pulumi.Aws.{Module}";

    public static Surface Parse(string text)
    {
        var surface = new Surface();
        foreach (
            var line in text.Split('\n')
                .Select(line => line.TrimEnd())
                .Where(line => line.Length > 0 && !line.StartsWith("#", StringComparison.Ordinal))
        )
        {
            var words = line.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "module")
                surface.Module = words[1] == "(root)" ? "" : words[1];
            else if (line[0] != ' ')
                surface.Blocks.Add(new Block(words));
            else
                surface.Blocks[surface.Blocks.Count - 1].Members.Add(words);
        }
        return surface;
    }
}

sealed class Block
{
    public Block(string[] words)
    {
        Kind = words[0];
        Name = words[1];
        Token = words.Length > 2 ? words[2] : "";
        FormerToken = words.Length > 4 ? words[4] : null;
    }

    public string Kind { get; }

    public string Name { get; }

    public string Token { get; }

    public string? FormerToken { get; }

    /// <summary>The lines of the members, split into words.</summary>
    public List<string[]> Members { get; } = new();

    public IEnumerable<Property> Properties => Members.Select(words => new Property(words));
}

sealed class Property
{
    readonly HashSet<string> flags;

    public Property(string[] words)
    {
        Wire = words[0];
        Type = words[1];
        flags = new HashSet<string>(words.Skip(2));
        var renamed = Array.IndexOf(words, "as");
        Name = renamed > 0 ? words[renamed + 1] : char.ToUpperInvariant(Wire[0]) + Wire.Substring(1);
    }

    public string Wire { get; }

    public string Name { get; }

    public string Type { get; }

    public bool IsInput => flags.Contains("in") || IsRequiredInput;

    public bool IsRequiredInput => flags.Contains("in!");

    public bool IsOutput => flags.Contains("out") || IsRequiredOutput;

    public bool IsRequiredOutput => flags.Contains("out!");

    public bool IsSecretOutput => flags.Contains("secret");

    public bool IsSecretInput => flags.Contains("sensitive");

    public bool IsJson => flags.Contains("json");

    public string? Default => Value("default:");

    public string[] DefaultFrom => Value("env:")?.Split(',') ?? Array.Empty<string>();

    string? Value(string prefix) =>
        flags.FirstOrDefault(flag => flag.StartsWith(prefix, StringComparison.Ordinal))?.Substring(prefix.Length);
}
