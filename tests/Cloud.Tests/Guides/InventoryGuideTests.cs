using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Guides;

/// <summary>
/// Document 002, run as a student runs it. Its functions' code lies elsewhere, so they are written here as it describes them; its endpoint
/// is filled in.
/// </summary>
sealed class InventoryGuideTests : CloudFixture
{
    const string Functions = """
        cat > validate_order.py << 'END'
        def lambda_handler(event, context):
            if not event.get('customerId'):
                return {**event, 'valid': False, 'isValid': False, 'error': 'customerId is missing'}
            if event.get('amount', 0) <= 0:
                return {**event, 'valid': False, 'isValid': False, 'error': 'amount is not positive'}
            return {**event, 'valid': True, 'isValid': True}
        END
        cat > check_inventory.py << 'END'
        def lambda_handler(event, context):
            return {**event, 'available': True, 'inStock': True, 'inventoryAvailable': True}
        END
        cat > process_payment.py << 'END'
        def lambda_handler(event, context):
            return {**event, 'paymentStatus': 'SUCCESS', 'success': True, 'transactionId': 't-1'}
        END
        mkdir -p ~/.aws && printf '[localstack]\naws_access_key_id=test\naws_secret_access_key=test\n' > ~/.aws/credentials && printf '[profile localstack]\nregion=us-east-1\noutput=json\n' > ~/.aws/config
        export AWS_CONFIG_FILE=~/.aws/config AWS_SHARED_CREDENTIALS_FILE=~/.aws/credentials

        """;

    AwsCli cli = null!;
    Printed printed = null!;

    [OneTimeSetUp]
    public async Task RunTheGuide()
    {
        AwsCli.Require();
        AwsCli.Require("zip", "zip");
        AwsCli.Require("python3", "Python 3, in which the guide's functions are written,");
        cli = new(Cloud.Endpoint);
        await RoleAsync("lambda-role", "lambda.amazonaws.com", Allow("logs:*", "*"));
        var folder = Folders.New();
        var script = Guide
            .Open("002")
            .Script(
                new Dictionary<string, string> { ["http://localhost:4566"] = Cloud.Endpoint },
                Cloud.Endpoint,
                heading => !heading.StartsWith("Cleanup", StringComparison.Ordinal)
            );
        var made = script.IndexOf("echo '###", StringComparison.Ordinal);
        var file = Path.Combine(folder, "guide.sh");
        await File.WriteAllTextAsync(file, script[..made] + Functions + script[made..]);
        printed = await cli.ScriptAsync(folder, file);
    }

    [Test]
    public void Every_command_succeeds() => Assert.That(printed.Err, Does.Not.Contain("An error occurred"), printed.Out);

    [Test]
    public async Task The_valid_order_is_done()
    {
        var ended = await UntilAsync(
            async () =>
                (JsonObject)
                    (
                        await cli.JsonAsync(
                            "stepfunctions",
                            "describe-execution",
                            "--execution-arn",
                            $"arn:aws:states:us-east-1:{Account}:execution:order-processing-workflow:execution-1"
                        )
                    )!,
            run => (string?)run["status"] != "RUNNING",
            "The end of the execution"
        );
        Assert.That((string?)ended["status"], Is.EqualTo("SUCCEEDED"), ended.ToJsonString());
    }
}
