using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Classroom.Functions;

/// <summary>Names the generated JSON code of a lab. <see cref="FunctionSerializer"/> reads these attributes.</summary>
public abstract class LabJsonAttribute : Attribute
{
    internal abstract IJsonTypeInfoResolver Open();
}

/// <summary>
/// Stands in the folder of a lab: <c>[assembly: LabJson&lt;OrdersJson&gt;]</c>. The type parameter lets the compiler generate the call of
/// the constructor, so that opening the context needs no reflection.
/// </summary>
/// <typeparam name="TContext">A context with the types that the handlers of the lab take and return.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LabJsonAttribute<TContext> : LabJsonAttribute
    where TContext : JsonSerializerContext, new()
{
    internal override IJsonTypeInfoResolver Open() => new TContext();
}
