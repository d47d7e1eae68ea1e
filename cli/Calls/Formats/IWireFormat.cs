namespace Classroom.Cli.Calls.Formats;

/// <summary>Writes inputs and reads outputs in one of AWS's protocols; the counterpart of the cloud's IProtocol.</summary>
interface IWireFormat
{
    AwsRequest Write(OperationContract operation, object input);

    TOutput Read<TOutput>(OperationContract operation, byte[] body);
}
