using System.Reflection;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Tests.Jsonata;

public class LibraryTests
{
    [Test]
    public void Every_group_of_functions_is_in_the_library()
    {
        var groups = typeof(Library)
            .Assembly.GetTypes()
            .Select(type => type.GetProperty("Functions", BindingFlags.Static | BindingFlags.Public)?.GetValue(null))
            .OfType<NativeFunction[]>()
            .ToArray();
        Assert.That(
            groups.SelectMany(group => group).Where(function => Library.Find(function.Name) != function).Select(function => function.Name),
            Is.Empty
        );
        Assert.That(groups, Has.Length.EqualTo(12));
    }
}
