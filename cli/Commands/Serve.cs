namespace Classroom.Cli.Commands;

/// <summary>Starts the cloud for the machines of the students.</summary>
sealed class Serve : CloudStart
{
    public override string Path => "serve";

    public override string Description => "Start the embedded cloud for other machines: with TLS, and with root keys of its own";

    public override IReadOnlyList<string> Examples =>
        ["serve", "serve --hostname class.example.org", "serve --address 192.168.1.5 --certificate own.pem --key own.key"];

    protected override string UsualAddress => "0.0.0.0";
}
