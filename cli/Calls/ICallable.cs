using Classroom.Cloud.Api;

namespace Classroom.Cli.Calls;

/// <summary>
/// An operation of the cloud that a client can call. Covariance lets the compiler find the input and the output types: a callable
/// CreateRole is also a callable IOperation&lt;CreateRole.Input, CreateRole.Output&gt;.
/// </summary>
interface ICallable<out TOperation>
    where TOperation : IOperation
{
    OperationContract Contract { get; }

    Task<byte[]> SendAsync(object input);
}
