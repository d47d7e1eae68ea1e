using System.Diagnostics;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cli.Clouds;
using Classroom.Cli.Runtime;
using Classroom.Functions.StepFunctions;

namespace Classroom.Checks.Tests;

/// <summary>
/// A class on a cloud of its own: user1 has done all exercises, user2 none. Functions take no time, and fail often enough that the
/// exercises about failures need few tries.
/// </summary>
[SetUpFixture]
sealed class CheckedClassroom
{
    static Cli.Tests.Classroom? classroom;
    static AwsClient? aws;
    static Grader? grader;

    public static CheckedStudent Done { get; } = Student("user1", "user2");

    public static CheckedStudent Fresh { get; } = Student("user2", "user1");

    /// <summary>The grade of user1 before anything was created.</summary>
    public static Grade OnEmptyAccount { get; private set; } = null!;

    /// <summary>The grade of user2, before anybody has started an execution.</summary>
    public static Grade OnProvisionedLabs { get; private set; } = null!;

    /// <summary>The grade of user1 after all exercises.</summary>
    public static Grade Full { get; private set; } = null!;

    public static AwsClient Aws => aws!;

    [OneTimeSetUp]
    public static async Task Open()
    {
        classroom = Cli.Tests.Classroom.Of(
            """
            classroom:delayScale: 0
            classroom:paymentFailureRate: 0.3
            classroom:outOfStockRate: 0.15
            classroom:transientErrorRate: 0.3
            classroom:access: user
            classroom:students: [user1, user2]
            """
        );
        await classroom.DoneAsync("cloud", "start");
        aws = RunningCloud.Required(new AppPaths(classroom.Home)).Client(TimeProvider.System);
        grader = new(aws, TimeProvider.System, CheckSettings.Usual);
        OnEmptyAccount = await GradeAsync(Done);
        await classroom.DoneAsync("up", "--yes");
        OnProvisionedLabs = await GradeAsync(Fresh);
        await new Exercises(aws, TimeProvider.System).PerformAsync(
            [Done],
            null,
            _ => Task.FromResult<AwsClient?>(null),
            (_, _, _) => { },
            CancellationToken.None
        );
        Full = await GradeAsync(Done);
    }

    [OneTimeTearDown]
    public static async Task Close()
    {
        aws?.Dispose();
        if (classroom is not null)
            await classroom.DisposeAsync();
    }

    public static async Task<Grade> GradeAsync(CheckedStudent student, string? lab = null) =>
        (await grader!.GradeAsync([student], lab, CancellationToken.None))[0];

    public static async Task<Observation> ObserveAsync(CheckedStudent student) =>
        (await grader!.ObserveAsync([student], null, CancellationToken.None))[0];

    public static AwsClient ClientOf(AwsCredentials keys) =>
        RunningCloud.Required(new AppPaths(classroom!.Home)).Client(TimeProvider.System, keys);

    /// <summary>Creates again what a mutant has removed.</summary>
    public static Task RepairAsync() => classroom!.DoneAsync("up", "--refresh", "--yes");

    public static Task<Cli.Tests.Printed> RunAsync(params string[] arguments) => classroom!.RunAsync(arguments);

    public static Process Start(params string[] arguments) => classroom!.Start(arguments);

    static CheckedStudent Student(string name, string neighbour) =>
        new(name, neighbour, [.. CheckCatalog.Labs.Select(lab => lab.Lab)], Identity: $"user/{name}-student");
}
