using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Pulumi.Aws.Generator;

/// <summary>Generates the classes of the provider from the descriptions in the project's additional files.</summary>
[Generator]
public sealed class SurfaceGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var surfaces = context
            .AdditionalTextsProvider.Where(file => Path.GetExtension(file.Path) == ".surface")
            .Select((file, cancellation) => file.GetText(cancellation)!.ToString())
            .Collect();

        context.RegisterSourceOutput(
            surfaces,
            (production, texts) =>
            {
                var all = texts.Select(Surface.Parse).ToList();
                var enums = new HashSet<string>(
                    all.SelectMany(surface =>
                        surface.Blocks.Where(block => block.Kind == "enum").Select(block => $"{surface.Namespace}.{block.Name}")
                    )
                );
                foreach (var surface in all)
                {
                    var source = new ClassWriter(surface, enums.Contains).Write();
                    production.AddSource($"{surface.Namespace}.g.cs", SourceText.From(source, Encoding.UTF8));
                }
            }
        );
    }
}
