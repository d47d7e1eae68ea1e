using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.S3;
using Classroom.Cloud.Validation;
using Classroom.Services.Tests.Completeness;

namespace Classroom.Services.Tests.Models;

/// <summary>docs/operations.md says which operations of AWS are here, wholly or in part, and which are not.</summary>
sealed class OperationTableTests : ServiceTest
{
    const string Head = """
        # Operations of the embedded cloud

        This page is made from the models of the services and from the code:
        `CLASSROOM_APPROVE=1 dotnet test tests/Services.Tests --filter OperationTableTests` writes it, and the same test fails if it is not up to date.

        - **there**: the operation takes all members of AWS's request.
        - **in part**: a request with one of the members in parentheses is refused by name, unless its value says nothing (`false`, an empty list) or is AWS's
          default. Members of members are written with dots.
        - **not there**: the operation is refused by name, in the protocol of its service. Operations in italics are known to the code and say why they refuse.

        """;

    static readonly string Page = Path.Combine(Repository.Folder, "docs/operations.md");

    [Test]
    public void The_page_of_operations_is_up_to_date()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable("CLASSROOM_APPROVE") == "1")
            File.WriteAllText(Page, text);
        Assert.That(File.Exists(Page) ? File.ReadAllText(Page) : "", Is.EqualTo(text));
    }

    string Text()
    {
        var text = new StringBuilder(Head);
        foreach (var group in TestCloud.Operations.GroupBy(type => TestCloud.ServiceOf(type).ModelName).OrderBy(group => group.Key))
            Add(text, group.Key, [.. group.OrderBy(type => type.Name, StringComparer.Ordinal)]);
        return text.ToString().ReplaceLineEndings("\n");
    }

    void Add(StringBuilder text, string model, IReadOnlyList<Type> here)
    {
        var refusing = here.Where(CompletenessTests.RefusesAlways.Contains).Select(type => type.Name).ToHashSet();
        var refused = here.Where(type => !refusing.Contains(type.Name)).ToDictionary(type => type.Name, Refused);
        var missing = ServiceModel.Of(model).Operations.Where(name => !refused.ContainsKey(name)).Order(StringComparer.Ordinal);
        var title = ServiceIndex.All.Single(service => service.Name == model).Title;
        text.Append($"\n## {title}\n\n{refused.Count} of {ServiceModel.Of(model).Operations.Count()} operations.\n\n");
        text.Append($"**There**: {Listed(refused.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key))}\n\n**In part**:\n\n");
        foreach (var (name, members) in refused.Where(pair => pair.Value.Count > 0))
            text.Append($"- {name} ({string.Join(", ", members)})\n");
        text.Append($"\n**Not there**: {Listed(missing.Select(name => refusing.Contains(name) ? $"*{name}*" : name))}\n");
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";

    List<string> Refused(Type type) =>
        TestCloud.ServiceOf(type).Protocol == WireProtocol.RestXml
            ? [.. S3Gate.RefusedBy(type.Name)]
            : [.. Cloud.OperationOf(type).Check.Input is { } check ? Refused(check, "", 0) : []];

    static IEnumerable<string> Refused(StructureCheck check, string path, int depth)
    {
        foreach (var member in check.Members)
        {
            var name = $"{path}{member.Member.Name}";
            if (!member.IsTaken && !member.IsIgnored)
                yield return name;
            else if (member.IsTaken && depth < 3 && Inner(member.Check) is { } inner)
            {
                foreach (var deeper in Refused(inner, $"{name}.", depth + 1))
                    yield return deeper;
            }
        }
    }

    static StructureCheck? Inner(ShapeCheck check) =>
        check switch
        {
            StructureCheck structure => structure,
            ListCheck list => Inner(list.Item),
            MapCheck map => Inner(map.Value),
            _ => null,
        };
}
