using System.Reflection;

namespace Pulumi;

/// <summary>The root of a program's resources. The output properties of a subclass are the stack outputs.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options)) =>
        Deployment.RequireCurrent().Stack = this;

    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(found => found.attribute is not null && found.property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true)
            .ToDictionary(found => found.attribute!.Name ?? found.property.Name, found => found.property.GetValue(this));

        var missing = outputs.Where(output => output.Value is null).Select(output => output.Key).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. "
                    + "[Output] attributed properties must be assigned inside Stack constructor."
            );
        }
        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToArray();
        if (wrong.Length > 0)
            throw RunException.OutputsHaveIncorrectType(wrong);
        RegisterOutputs(outputs);
    }

    static ComponentResourceOptions? Convert(StackOptions? options) =>
        options is null
            ? null
            : new() { ResourceTransformations = options.ResourceTransformations, ResourceTransforms = options.ResourceTransforms };
}
