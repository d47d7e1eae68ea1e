namespace Classroom.Foundation;

/// <summary>The folder that the build of functions/ lays out; it becomes the one zip that every function runs.</summary>
static class FunctionPackage
{
    /// <summary>From infra/, where `pulumi up` runs the program.</summary>
    public const string Path = "../functions/bin/package";
}
