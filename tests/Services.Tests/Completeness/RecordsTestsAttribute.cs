using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;

namespace Classroom.Services.Tests.Completeness;

/// <summary>Remembers which test methods have run, so that the completeness tests know whether all of them have.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
sealed class RecordsTestsAttribute : Attribute, ITestAction
{
    static readonly ConcurrentDictionary<string, bool> Ran = new(StringComparer.Ordinal);

    public ActionTargets Targets => ActionTargets.Test;

    /// <summary>The test methods of this assembly, besides those that run after all others, that have not run yet.</summary>
    public static IReadOnlyList<string> Missing =>
        [
            .. typeof(RecordsTestsAttribute)
                .Assembly.GetTypes()
                .Where(type => !type.IsSubclassOf(typeof(AfterAllTests)) && !type.IsAbstract)
                .SelectMany(type => type.GetMethods())
                .Where(method => method.IsDefined(typeof(TestAttribute), true) || method.IsDefined(typeof(TestCaseAttribute), true))
                .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")
                .Where(name => !Ran.ContainsKey(name)),
        ];

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test)
    {
        if (test.Method is { } method)
            Ran[$"{method.TypeInfo.FullName}.{method.Name}"] = true;
    }
}
