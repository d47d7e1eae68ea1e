using Classroom.Cli;

return await CommandLine.RunAsync(args, Desk.OfProcess(TimeProvider.System));
