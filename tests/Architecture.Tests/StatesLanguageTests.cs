namespace Classroom.Architecture.Tests;

/// <summary>The floors of the interpreter of workflows.</summary>
sealed class StatesLanguageTests
{
    [Test]
    public void The_folders_of_the_interpreter_stand_in_one_order() =>
        new Floors(
            Built.Cloud("Classroom.StatesLanguage"),
            "Classroom.StatesLanguage",
            "Data",
            "Paths",
            "Intrinsics",
            "Jsonata",
            "Syntax",
            "Errors",
            "Evaluation",
            "History",
            "Saving",
            "Executions",
            "Maps",
            "States",
            "Definitions",
            "Testing"
        ).Check();

    [Test]
    public void A_use_of_a_folder_above_is_found_and_names_both_types() =>
        Assert.That(
            new Floors(Built.Cloud("Classroom.StatesLanguage"), "Classroom.StatesLanguage", "Paths", "Data").Mistakes(),
            Has.Some.StartsWith("Classroom.StatesLanguage.Paths.JsonPath uses Classroom.StatesLanguage.Data.Json,")
        );
}
