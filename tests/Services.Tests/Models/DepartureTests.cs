using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;

namespace Classroom.Services.Tests.Models;

/// <summary>The list of departures from the models has no line that says nothing.</summary>
sealed class DepartureTests : ServiceTest
{
    static IEnumerable<string> Services => TestCloud.Operations.Select(type => TestCloud.ServiceOf(type).ModelName).Distinct().Order();

    [TestCaseSource(nameof(Services))]
    public void Every_departure_names_a_member_of_an_operation_that_is_here(string model)
    {
        var operations = TestCloud
            .Operations.Where(type => TestCloud.ServiceOf(type).ModelName == model)
            .Select(type => type.Name)
            .ToList();
        var wrong = Departures.Of(model).All.Where(departure => !operations.Any(operation => Names(model, operation, departure.Path)));
        Assert.That(wrong.Select(departure => departure.Path), Is.Empty);
    }

    [TestCaseSource(nameof(Services))]
    public void No_member_is_both_ignored_and_taken(string model)
    {
        var wrong =
            from type in TestCloud.Operations
            where TestCloud.ServiceOf(type) is { Protocol: not WireProtocol.RestXml } service && service.ModelName == model
            from member in Cloud.OperationOf(type).Check.Input?.Members ?? []
            where member.IsTaken && (member.IsIgnored || member.Allowed.Count > 0)
            select $"{type.Name}.{member.Member.Name}";
        Assert.That(wrong, Is.Empty);
    }

    static bool Names(string model, string operation, string path)
    {
        var parts = path.Split('.');
        if (parts[0] != "*" && parts[0] != operation)
            return false;
        Shape? at = ServiceModel.Of(model).Find(operation)?.Input;
        foreach (var part in parts[1..])
            at = Inner(at) is StructureShape structure ? structure.Find(part)?.Shape ?? InPayload(structure, part) : null;
        return at is not null;
    }

    /// <summary>A member of the body, whose names stand beside those of the input.</summary>
    static Shape? InPayload(StructureShape structure, string part) =>
        (structure.Members.FirstOrDefault(member => member.IsPayload)?.Shape as StructureShape)?.Find(part)?.Shape;

    static Shape? Inner(Shape? shape) =>
        shape switch
        {
            ListShape list => Inner(list.Item),
            MapShape map => Inner(map.Value),
            _ => shape,
        };
}
