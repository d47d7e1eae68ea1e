namespace Classroom.Cloud.Fairness;

/// <summary>A part of the cloud with data that grows with what students do.</summary>
interface IStudentData
{
    /// <summary>What the part stores, in bytes. An owner may come several times.</summary>
    IEnumerable<(Owner Owner, long Bytes)> Sizes();
}
