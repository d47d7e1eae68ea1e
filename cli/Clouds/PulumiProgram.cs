using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>The pulumi command of this machine.</summary>
static class PulumiProgram
{
    public static void Require()
    {
        if (SearchPath.Find("pulumi") is null)
            throw new CommandException(
                "The pulumi command is not installed. https://www.pulumi.com/docs/install/ explains how to install it (`curl -fsSL "
                    + "https://get.pulumi.com | sh`); `./classroom doctor` shows what else AWS needs."
            );
    }
}
