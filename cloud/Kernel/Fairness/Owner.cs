using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Fairness;

/// <summary>
/// The student to whom work belongs: the names of all resources of a student begin with the student's name and a hyphen. What belongs to
/// no student, such as the calls of the instructor, belongs to the class.
/// </summary>
readonly record struct Owner(string Name)
{
    public static Owner Class { get; } = new("");

    public bool IsClass => Name.Length == 0;

    /// <summary>The owner of a resource, by its name or ARN.</summary>
    public static Owner Of(string nameOrArn)
    {
        var name = nameOrArn[(nameOrArn.LastIndexOfAny([':', '/']) + 1)..];
        return name.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? new(name[..end]) : Class;
    }

    /// <summary>The owner of a call: that of the user or role, or that of the resource for which a service calls.</summary>
    public static Owner Of(Caller caller) =>
        caller.Principal.Kind switch
        {
            PrincipalKind.Root or PrincipalKind.Anonymous => Class,
            PrincipalKind.Service => caller.Context.FirstOrDefault(pair => pair.Key == "aws:SourceArn").Value is { } source
                ? Of(source)
                : Class,
            _ => Of(caller.Principal.Arn),
        };

    public override string ToString() => IsClass ? "the class" : Name;
}
