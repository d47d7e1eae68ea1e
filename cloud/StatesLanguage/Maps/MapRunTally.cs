using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Counts children or items by stage while they move, so that no query has to visit thousands of children.</summary>
sealed class MapRunTally
{
    readonly int[] counts = new int[Enum.GetValues<MapChildStage>().Length];

    public int NotRedrivable { get; set; }

    public int ResultsWritten { get; set; }

    public int Total => counts.Sum();

    public int Unsuccessful => this[MapChildStage.Failed] + this[MapChildStage.TimedOut] + this[MapChildStage.Aborted];

    public int this[MapChildStage stage]
    {
        get => counts[(int)stage];
        set => counts[(int)stage] = value;
    }

    public MapRunCounts ToCounts() =>
        new(
            this[MapChildStage.Pending],
            this[MapChildStage.Running],
            this[MapChildStage.Succeeded],
            this[MapChildStage.Failed],
            this[MapChildStage.TimedOut],
            this[MapChildStage.Aborted]
        )
        {
            PendingRedrive = this[MapChildStage.PendingRedrive],
            FailuresNotRedrivable = NotRedrivable,
            ResultsWritten = ResultsWritten,
        };
}
