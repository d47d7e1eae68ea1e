using System.Collections.Concurrent;
using System.Reflection;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>Tells which members of a type are not part of the body, and where they are.</summary>
static class Location
{
    static readonly ConcurrentDictionary<Type, (PropertyInfo Property, Attribute Where)[]> Known = new();

    public static (PropertyInfo Property, Attribute Where)[] Members(Type type) =>
        Known.GetOrAdd(
            type,
            static type =>
                [
                    .. type.GetProperties()
                        .Select(property => (property, Of(property)))
                        .Where(pair => pair.Item2 is not null)
                        .Select(pair => (pair.property, pair.Item2!)),
                ]
        );

    public static Attribute? Of(PropertyInfo property) =>
        First(property.GetCustomAttributes())
        // The members of a positional record are written as constructor parameters, and so are their attributes.
        ?? First(
            property
                .DeclaringType!.GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .FirstOrDefault(parameter => parameter.Name == property.Name)
                ?.GetCustomAttributes()
                ?? []
        );

    static Attribute? First(IEnumerable<Attribute> attributes) =>
        attributes.FirstOrDefault(attribute => attribute is InQueryAttribute or InHeaderAttribute or BodyAttribute or StatusAttribute);
}
