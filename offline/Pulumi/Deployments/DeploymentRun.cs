namespace Pulumi;

public sealed partial class Deployment
{
    const int UserHasBeenTold = 32;

    public static Task<int> RunAsync(Action action) => RefuseAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RefuseAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RefuseAsync();

    static async Task<int> RefuseAsync()
    {
        await Console
            .Error.WriteLineAsync(
                "This build uses the stand-in for the Pulumi SDK, which cannot talk to the Pulumi engine: "
                    + "run `dotnet restore build/official` to fetch the official packages, then `pulumi up` again."
            )
            .ConfigureAwait(false);
        Environment.ExitCode = UserHasBeenTold;
        return UserHasBeenTold;
    }
}
