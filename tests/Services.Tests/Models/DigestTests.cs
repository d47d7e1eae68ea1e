using System.Diagnostics;
using Classroom.Cloud.Models;

namespace Classroom.Services.Tests.Models;

/// <summary>The digests of AWS's service models are complete and are those of the models.</summary>
sealed class DigestTests
{
    const int CannotCompare = 3;

    [TestCaseSource(nameof(Services))]
    public void Every_line_of_a_digest_can_be_read(string service)
    {
        var model = ServiceModel.Of(service);
        Assert.That(model.Operations, Is.Not.Empty);
        foreach (var operation in model.Operations.Select(name => model.Find(name)!))
            Assert.That(operation.Errors.Select(error => ((StructureShape)model.ShapeOf(error)).Error), Has.None.Null);
        foreach (var shape in model.Shapes.Select(model.ShapeOf))
            ReadWhole(shape);
    }

    [Test]
    public void Every_service_has_a_digest_with_all_its_operations()
    {
        var missing =
            from type in TestCloud.Operations
            let service = TestCloud.ServiceOf(type)
            where ServiceModel.Of(service.ModelName).Find(type.Name) is null
            // The form of a browser is no operation of the SDKs, and so the model does not have it.
            where type != typeof(Classroom.Cloud.S3.PostObject)
            select $"{service.Prefix}:{type.Name}";
        Assert.That(missing, Is.Empty, "AWS does not have these operations.");
    }

    [Test]
    public void The_index_knows_services_that_are_not_here() =>
        Assert.That(
            (
                ServiceIndex.ByTarget("DynamoDB_20120810")?.Name,
                ServiceIndex.BySigningName("cloudformation")?.Protocols[0],
                ServiceIndex.BySigningName("ec2")?.Protocols[0]
            ),
            Is.EqualTo(("dynamodb", "query", "ec2"))
        );

    [Test]
    public void The_digests_are_those_of_the_installed_models()
    {
        ProcessStartInfo start = new("python3", [Path.Combine(Repository.Folder, "build/models/digest.py"), "--check"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == CannotCompare)
                Assert.Ignore(said);
            Assert.That(process.ExitCode, Is.Zero, said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("python3 is not installed.");
        }
    }

    static IEnumerable<string> Services => TestCloud.Operations.Select(type => TestCloud.ServiceOf(type).ModelName).Distinct().Order();

    static void ReadWhole(Shape shape)
    {
        switch (shape)
        {
            case StructureShape structure:
                foreach (var member in structure.Members)
                    Assert.That(member.Shape, Is.Not.Null);
                break;
            case ListShape list:
                Assert.That(list.Item, Is.Not.Null);
                break;
            case MapShape map:
                Assert.That((map.Key, map.Value), Is.Not.EqualTo(((Shape?)null, (Shape?)null)));
                break;
            case StringShape { Pattern: { } pattern }:
                // Compiles the pattern.
                Assert.That(pattern.IsMatch("\0"), Is.AnyOf(true, false), pattern.Text);
                break;
            case StringShape or NumberShape or BooleanShape or TimestampShape or BlobShape or DocumentShape:
                break;
            default:
                throw new AssertionException($"{shape} is of an unknown kind");
        }
    }
}
