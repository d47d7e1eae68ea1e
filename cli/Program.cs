using Classroom.Cli.Commands;
using Classroom.Cli.Invocation;

return await CommandLine.RunAsync(args, CommandContext.OfProcess(TimeProvider.System));
