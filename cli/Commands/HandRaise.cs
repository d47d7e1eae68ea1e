using Classroom.Cli.Calls;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Commands;

sealed class HandRaise : HandCommand
{
    public override string Path => "hand raise";

    public override string Description => "Raise the hand of a student, as the student's own call does";

    public override IReadOnlyList<string> Examples => ["hand raise --student user1"];

    protected override async Task<string> ChangeAsync(AwsClient aws, string student) =>
        await Hand.RaiseAsync(aws, student).ConfigureAwait(false) ? $"{student}'s hand is up." : $"{student}'s hand was up already.";
}
