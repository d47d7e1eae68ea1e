namespace Classroom.Architecture.Tests;

/// <summary>The floors of the Pulumi program.</summary>
sealed class InfraTests
{
    [Test]
    public void The_folders_of_the_program_stand_in_one_order() =>
        new Floors(
            Built.Infra,
            "Classroom",
            "Settings",
            "Accounts",
            "Policies",
            "Foundation",
            "Monitoring",
            "Labs",
            "Students",
            ""
        ).Check();
}
