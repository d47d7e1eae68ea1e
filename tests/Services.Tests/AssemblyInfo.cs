using Classroom.Services.Tests.Completeness;

// Each test has a cloud of its own, and nothing else that another test could change.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: RecordsTests]
