namespace Classroom.Cli.Checks.Pipeline;

sealed class StatusDecides : DefinitionCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "CheckStatus sends processed data to the notification, and everything else to ProcessingFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send a data type that nobody knows. Is somebody notified that it was processed?",
        "The function returns a status. Which state reads it, and where does each value lead?",
        "Compare the rule and the Default of CheckStatus with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("CheckStatus", "Choice"),
            .. definition.LacksRule("CheckStatus", "$.status", "SUCCESS", "SendNotification"),
            .. definition.LacksDefault("CheckStatus", "ProcessingFailed"),
        ];
}
