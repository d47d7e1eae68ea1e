using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

/// <summary>Always refused: Logs Insights is not supported.</summary>
sealed class StartQuery : IOperation<StartQuery.Input, Nothing>
{
    public sealed record Input(string QueryString);

    public Nothing Run(Input input, Call call) => throw LogNames.NoInsights();
}
