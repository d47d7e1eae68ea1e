// Each fixture starts a cloud of its own; more at once than the machine has cores only makes all of them slow.
[assembly: LevelOfParallelism(2)]
[assembly: Parallelizable(ParallelScope.Fixtures)]
