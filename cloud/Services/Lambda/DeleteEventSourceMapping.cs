using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2015-03-31/event-source-mappings/{UUID}", Status = 202)]
sealed class DeleteEventSourceMapping(FunctionStore functions, CloudSettings settings)
    : IOperation<DeleteEventSourceMapping.Input, MappingView>
{
    public sealed record Input(string UUID);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(MappingView.ArnOf(input.UUID, settings)).With(
                "lambda:FunctionArn",
                functions.Mappings.Find(input.UUID)?.FunctionArn
            ),
        ];

    public MappingView Run(Input input, Call call)
    {
        var mapping = functions.Mappings.Find(input.UUID) ?? throw FunctionStore.NotFound("The resource you requested does not exist.");
        functions.Mappings.Remove(mapping.Id);
        return MappingView.Of(mapping, "Deleting", settings);
    }
}
