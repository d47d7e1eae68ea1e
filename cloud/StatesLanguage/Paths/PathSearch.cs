using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>One use of a path: the value that $ means in its filters, and how much of what is allowed has been looked at.</summary>
sealed class PathSearch(Json root)
{
    readonly Nesting nesting = new(LanguageLimits.JsonPath);

    public Json Root => root;

    public void Spend(long steps) => nesting.Spend(steps);
}
