namespace Classroom.Cli.Checks.Pipeline;

/// <summary>An exercise with the student's HTTP API.</summary>
abstract class ApiExercise : ExerciseCheck
{
    public sealed override string Lab => "pipeline";

    protected sealed override string Workflow => "simple-workflow";

    protected sealed override IReadOnlyList<string> Functions => ["trigger-workflow", .. base.Functions];
}
