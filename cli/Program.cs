using Classroom.Cli;

return await CommandLine.RunAsync(args, CommandContext.OfProcess(TimeProvider.System));
