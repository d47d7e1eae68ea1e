using System.Reflection;
using Pulumi;

namespace Classroom.Offline.Tests.Surface;

/// <summary>
/// Every resource type of the stand-in against the types that the provider publishes on npm: same names, same optionality, same kinds.
/// </summary>
public sealed class PublishedTypesTests
{
    const string Variable = "CLASSROOM_PULUMI_AWS_TYPES";

    static readonly Assembly Provider = typeof(Pulumi.Aws.Provider).Assembly;

    static IEnumerable<System.Type> Resources =>
        Provider
            .GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CustomResource)) && type != typeof(Pulumi.Aws.Provider))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    [TestCaseSource(nameof(Resources))]
    public void A_resource_has_the_published_inputs_and_outputs(System.Type resource)
    {
        var (folder, module, name) = Published(resource);
        var file = new TypeScriptFile(Path.Combine(folder, module, $"{char.ToLowerInvariant(name[0])}{name[1..]}.d.ts"));

        var inputs = CSharpType.Inputs(resource.GetConstructors().Single().GetParameters()[1].ParameterType);
        Assert.That(Lines(inputs, Inputs), Is.EqualTo(Lines(file.Members($"export interface {name}Args ")!, Inputs)));
        Assert.That(
            Lines(CSharpType.Outputs(resource), Outputs),
            Is.EqualTo(Lines(file.Members($"export declare class {name} ")!, Outputs))
        );
    }

    [Test]
    public void The_provider_has_the_published_inputs() =>
        Assert.That(
            Lines(CSharpType.Inputs(typeof(Pulumi.Aws.ProviderArgs)), Inputs),
            Is.EqualTo(
                Lines(new TypeScriptFile(Path.Combine(Folder(), "provider.d.ts")).Members("export interface ProviderArgs ")!, Inputs)
            )
        );

    [TestCase("Inputs", "input.d.ts")]
    [TestCase("Outputs", "output.d.ts")]
    public void A_nested_type_has_the_published_fields(string kind, string fileName)
    {
        var file = new TypeScriptFile(Path.Combine(Folder(), "types", fileName));
        var suffix = kind == "Inputs" ? "Args" : "";
        Func<Member, bool> absence = kind == "Inputs" ? Inputs : NestedOutputs;
        var nested = Provider
            .GetTypes()
            .Where(type => type.IsPublic && type.Namespace!.EndsWith($".{kind}", StringComparison.Ordinal))
            .ToList();

        Assert.That(nested, Has.Count.GreaterThan(20));
        Assert.Multiple(() =>
        {
            foreach (var type in nested)
            {
                var name = type.Name[..^suffix.Length];
                var module = type.Namespace!.Split('.')[^2].ToLowerInvariant();
                // Those of the provider itself lie outside every module.
                var published =
                    module == "aws"
                        ? file.Members($"export interface {name} ")
                        : file.Members($"interface {name} ", $"export declare namespace {module} ");
                var ours = kind == "Inputs" ? CSharpType.Inputs(type) : CSharpType.NestedOutputs(type);
                Assert.That(Lines(ours, absence), Is.EqualTo(published is null ? null : Lines(published, absence)), type.FullName);
            }
        });
    }

    static (string Folder, string Module, string Name) Published(System.Type resource)
    {
        var token = (string)
            resource
                .CustomAttributes.Single(attribute => attribute.AttributeType.IsAssignableTo(typeof(ResourceTypeAttribute)))
                .ConstructorArguments[0]
                .Value!;
        return (Folder(), token.Split(':')[1].Split('/')[0], token.Split(':')[2]);
    }

    static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
            Assert.Ignore($"{Variable} is not set: `npm install @pulumi/aws@7.48.0` and point it at node_modules/@pulumi/aws");
        return folder!;
    }

    static List<string> Lines(SortedDictionary<string, Member> members, Func<Member, bool> showsAbsence) =>
        [
            .. members.Select(member =>
                $"{member.Key}{(member.Value.IsOptional && showsAbsence(member.Value) ? "?" : "")}: {member.Value.Kind}"
            ),
        ];

    static bool Inputs(Member member) => true;

    /// <summary>In C# an absent list or map is an empty one.</summary>
    static bool Outputs(Member member) => !CSharpType.IsCollection(member.Kind);

    /// <summary>The package for Node.js says of some nested outputs that they are always there, which the one for C# does not.</summary>
    static bool NestedOutputs(Member member) => false;
}
