using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>One evaluation of a path: the value of $ in its filters, and the number of values visited so far, which is limited.</summary>
sealed class PathSearch(Json root)
{
    readonly Nesting nesting = new(LanguageLimits.JsonPath);

    public Json Root => root;

    public void Spend(long steps) => nesting.Spend(steps);
}
