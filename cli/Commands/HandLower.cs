using Classroom.Cli.Calls;
using Classroom.Cli.Checks;

namespace Classroom.Cli.Commands;

sealed class HandLower : HandCommand
{
    public override string Path => "hand lower";

    public override string Description => "Lower the hand of a student";

    public override IReadOnlyList<string> Examples => ["hand lower --student user1"];

    protected override async Task<string> ChangeAsync(AwsClient aws, string student) =>
        await Hand.LowerAsync(aws, student).ConfigureAwait(false) ? $"{student}'s hand is down." : $"{student}'s hand was down already.";
}
