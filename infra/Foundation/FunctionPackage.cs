namespace Classroom.Foundation;

/// <summary>The output folder of the build of functions/, which becomes the zip file of all functions.</summary>
static class FunctionPackage
{
    /// <summary>Relative to infra/, the working directory of `pulumi up`.</summary>
    public const string Path = "../functions/bin/package";
}
