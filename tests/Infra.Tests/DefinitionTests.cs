using Classroom.Infra.Tests.Planning;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.Infra.Tests;

/// <summary>Every workflow as Step Functions would get it.</summary>
public class DefinitionTests
{
    [Test]
    public async Task Step_Functions_finds_nothing_wrong_with_any_workflow()
    {
        var workflows = (await ClassPlan.Of("user1")).Of("StateMachine").ToList();
        Assert.That(workflows, Has.Count.EqualTo(8));
        Assert.That(
            workflows.SelectMany(workflow =>
                DefinitionValidator
                    .Validate(
                        workflow.Text("definition")!,
                        workflow.Text("type") == "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard
                    )
                    .Select(diagnostic => $"{workflow.Name} {diagnostic}")
            ),
            Is.Empty
        );
    }
}
