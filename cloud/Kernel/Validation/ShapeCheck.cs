using System.Text.Json;

namespace Classroom.Cloud.Validation;

/// <summary>Checks values against a shape of the model.</summary>
abstract class ShapeCheck
{
    /// <summary>Checks a value. The findings are at the place of the value. Throws for a value of another type.</summary>
    public abstract void Check(JsonElement value, Findings findings);
}

/// <summary>A value of which everything is accepted.</summary>
sealed class NoCheck : ShapeCheck
{
    public static NoCheck Instance { get; } = new();

    public override void Check(JsonElement value, Findings findings) { }
}
