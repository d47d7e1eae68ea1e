using System.Reflection;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>What all operations must hold to, so that adding one needs no test of its own for it.</summary>
sealed class InputShapeTests
{
    [Test]
    public void What_may_be_null_may_be_left_out()
    {
        var nullability = new NullabilityInfoContext();
        var strict = Inputs()
            .SelectMany(type => type.GetConstructors())
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => !parameter.HasDefaultValue && nullability.Create(parameter).WriteState == NullabilityState.Nullable)
            .Select(parameter => $"{parameter.Member.DeclaringType}: {parameter.Name}");
        Assert.That(strict, Is.Empty);
    }

    /// <summary>The records that are read from requests, with those that they hold.</summary>
    static HashSet<Type> Inputs()
    {
        var found = new HashSet<Type>();
        void Add(Type type)
        {
            foreach (var argument in type.GetGenericArguments())
                Add(argument);
            if (type.Namespace?.StartsWith("Classroom.Cloud", StringComparison.Ordinal) != true || !found.Add(type))
                return;
            foreach (var property in type.GetProperties())
                Add(property.PropertyType);
        }
        foreach (
            var contract in typeof(Classroom.Cloud.S3.S3Service)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetInterfaces())
                .Where(type => type.IsGenericType)
        )
        {
            if (
                contract.GetGenericTypeDefinition() is var definition
                && (definition == typeof(IOperation<,>) || definition == typeof(IAsyncOperation<,>))
            )
                Add(contract.GetGenericArguments()[0]);
        }
        return found;
    }
}
