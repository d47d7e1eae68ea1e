using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>The parts of the cloud, each made once, with the parts that its constructor asks for.</summary>
sealed class Parts
{
    readonly ConcurrentDictionary<Type, object> made = new();
    readonly Lock making = new();
    readonly Dictionary<Type, Type> contracts;
    readonly Stack<Type> path = new();

    public Parts(params object[] given)
    {
        foreach (var part in given) made[part.GetType()] = part;
        made[typeof(Parts)] = this;
        contracts = Candidates
            .SelectMany(type => type.GetInterfaces().Where(contract => contract.Assembly == typeof(Parts).Assembly && !contract.IsGenericType).Select(contract => (contract, type)))
            .GroupBy(pair => pair.contract).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single().type);
    }

    // Nested types are most of an assembly's, closures and rows among them, and none of them is a part.
    static IEnumerable<Type> Candidates => typeof(Parts).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false });

    public Parts Add<T>(T part) where T : class
    {
        made[typeof(T)] = part;
        return this;
    }

    public T Get<T>() where T : class => (T)Get(typeof(T));

    public object Get(Type type)
    {
        if (made.TryGetValue(type, out var part)) return part;
        lock (making)
        {
            return made.TryGetValue(type, out part) ? part : made[type] = Make(type);
        }
    }

    /// <summary>Every part that has this contract.</summary>
    public IEnumerable<T> All<T>() => Candidates.Where(type => type.IsAssignableTo(typeof(T))).OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => (T)Get(type));

    object Make(Type type)
    {
        if (path.Contains(type)) throw new InvalidOperationException($"parts need one another in a circle: {string.Join(" -> ", path.Reverse().Append(type).Select(part => part.Name))}");
        if (type.IsInterface && contracts.TryGetValue(type, out var implementation)) return Get(implementation);
        path.Push(type);
        try
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>)) return MakeLazy(type.GetGenericArguments()[0]);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>)) return Activator.CreateInstance(typeof(Logger<>).MakeGenericType(type.GetGenericArguments()), Get<ILoggerFactory>())!;
            var constructor = type.GetConstructors().Single();
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Get(parameter.ParameterType))]);
        }
        finally
        {
            path.Pop();
        }
    }

    /// <summary>Where two parts need each other, one of them asks later.</summary>
    object MakeLazy(Type inner) => GetType().GetMethod(nameof(Later), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
        .MakeGenericMethod(inner).Invoke(this, null)!;

    Lazy<T> Later<T>() where T : class => new(Get<T>);
}

/// <summary>A part that begins to work when the cloud is up, and ends with it.</summary>
interface IBackgroundWork
{
    void Start();

    Task StopAsync() => Task.CompletedTask;
}
