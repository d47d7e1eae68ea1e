using System.Reflection;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Registers the classes of the cloud as singletons, under their own type and under the interfaces of the cloud that they implement.
/// </summary>
static class ServiceRegistration
{
    public static IServiceCollection AddCloud(this IServiceCollection services, params IEnumerable<Assembly> assemblies)
    {
        var own = assemblies.ToHashSet();
        // Nested types are skipped: most types of an assembly are nested (closures, records), and none of them is a service.
        var types = own.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false, IsGenericTypeDefinition: false })
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .ToList();
        services.AddSingleton(new OperationTypes([.. types.Where(type => type.IsAssignableTo(typeof(IOperation)))]));
        services.AddTransient(typeof(Lazy<>), typeof(Later<>));
        var registered = services.Select(known => known.ServiceType).ToHashSet();
        foreach (var type in types.Where(type => !type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(Attribute))))
        {
            if (registered.Contains(type) || type.GetConstructors().Length != 1 || IsRecord(type))
                continue;
            services.AddSingleton(type);
            foreach (
                var contract in type.GetInterfaces()
                    .Where(contract => own.Contains(contract.Assembly) && !contract.IsGenericType && contract != typeof(IOperation))
            )
                services.AddSingleton(contract, provider => provider.GetRequiredService(type));
            if (type.IsAssignableTo(typeof(Service)))
                services.AddSingleton(typeof(Service), provider => provider.GetRequiredService(type));
        }
        return services;
    }

    static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>A service that is resolved at its first use, for two services that need each other.</summary>
    sealed class Later<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
        where T : notnull;
}
