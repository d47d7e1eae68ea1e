namespace Classroom.Cloud.Runtime;

/// <summary>A part that keeps what AWS forgets after a time.</summary>
interface IForgetting
{
    /// <summary>Removes what AWS would have forgotten by now; what is much is removed in several calls.</summary>
    void Forget(DateTimeOffset now);
}
