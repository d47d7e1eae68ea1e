using Classroom.Cloud.Api;

namespace Classroom.Services.Tests.Completeness;

/// <summary>Every operation states what it needs; nothing is open because somebody forgot to close it.</summary>
sealed class StatedNeedsTests
{
    [Test]
    public void The_contracts_have_no_default_for_needs() =>
        Assert.That(
            new[] { typeof(IOperation<,>), typeof(IAsyncOperation<,>) }.Select(contract => contract.GetMethod("Needs")!.IsAbstract),
            Is.All.True
        );

    [Test]
    public void Every_operation_states_its_needs_itself() =>
        Assert.That(TestCloud.Operations.Where(operation => operation.GetMethod("Needs")?.DeclaringType != operation), Is.Empty);
}
