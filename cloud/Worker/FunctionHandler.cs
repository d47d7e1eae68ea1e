using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Amazon.Lambda.Core;

namespace Classroom.Worker;

/// <summary>Finds and calls a handler in a class library: Assembly::Namespace.Type::Method.</summary>
sealed class FunctionHandler
{
    readonly object? instance;
    readonly MethodInfo method;
    readonly ParameterInfo? input;
    readonly bool takesContext;
    readonly Func<Stream, object?> read;
    readonly Action<object, Stream>? write;

    FunctionHandler(object? instance, MethodInfo method)
    {
        this.instance = instance;
        this.method = method;
        var parameters = method.GetParameters();
        takesContext = parameters.Length > 0 && parameters[^1].ParameterType == typeof(ILambdaContext);
        input = parameters.Length > (takesContext ? 1 : 0) ? parameters[0] : null;
        var serializer = SerializerOf(method);
        read =
            input is null ? _ => null
            : input.ParameterType == typeof(Stream) ? stream => stream
            : Reader(serializer, input.ParameterType);
        var result = ResultOf(method.ReturnType);
        if (result is not null && result != typeof(Stream))
            write = Writer(serializer, result);
    }

    public static FunctionHandler Load(string folder, string handler)
    {
        if (handler.Split("::") is not [var assemblyName, var typeName, var methodName])
            throw new LambdaValidationException(
                $"Invalid lambda function handler: '{handler}'. The valid format is 'ASSEMBLY::TYPE::METHOD'."
            );
        var path = Path.Combine(folder, $"{assemblyName}.dll");
        if (!File.Exists(path))
            throw new LambdaValidationException(
                $"Could not find the specified handler assembly with the file name '{assemblyName}'. The assembly should be located "
                    + $"in the root of your uploaded .zip file."
            );
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var beside = Path.Combine(folder, $"{name.Name}.dll");
            return File.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
        };
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        var type =
            assembly.GetType(typeName)
            ?? throw new LambdaValidationException($"Unable to load type '{typeName}' from assembly '{assemblyName}'.");
        var method =
            type.GetMethod(methodName, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            ?? throw new LambdaValidationException(
                $"Unable to find method '{methodName}' in type '{typeName}' from assembly '{assemblyName}'."
            );
        return new(method.IsStatic ? null : Activator.CreateInstance(type), method);
    }

    public async Task<byte[]> RunAsync(byte[] payload, ILambdaContext context)
    {
        var arguments = new List<object?>();
        if (input is not null)
            arguments.Add(read(new MemoryStream(payload)));
        if (takesContext)
            arguments.Add(context);
        object? result;
        try
        {
            result = method.Invoke(instance, [.. arguments]);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
        if (result is Task task)
        {
            await task;
            result = ResultOf(method.ReturnType) is null ? null : task.GetType().GetProperty("Result")!.GetValue(task);
        }
        var output = new MemoryStream();
        if (result is Stream stream)
            await stream.CopyToAsync(output);
        else if (result is not null && write is not null)
            write(result, output);
        return output.Length == 0 ? "null"u8.ToArray() : output.ToArray();
    }

    static Type? ResultOf(Type returned) =>
        returned == typeof(void) || returned == typeof(Task) ? null
        : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GetGenericArguments()[0]
        : returned;

    static ILambdaSerializer? SerializerOf(MethodInfo method)
    {
        var attribute =
            method.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? method.Module.Assembly.GetCustomAttribute<LambdaSerializerAttribute>();
        return attribute is null ? null : (ILambdaSerializer?)Activator.CreateInstance(attribute.SerializerType);
    }

    static Func<Stream, object?> Reader(ILambdaSerializer? serializer, Type type)
    {
        var deserialize = typeof(ILambdaSerializer).GetMethod(nameof(ILambdaSerializer.Deserialize))!.MakeGenericMethod(type);
        return stream => Call(() => deserialize.Invoke(serializer ?? throw Missing(type), [stream]));
    }

    static Action<object, Stream> Writer(ILambdaSerializer? serializer, Type type)
    {
        var serialize = typeof(ILambdaSerializer).GetMethod(nameof(ILambdaSerializer.Serialize))!.MakeGenericMethod(type);
        return (value, stream) => Call(() => serialize.Invoke(serializer ?? throw Missing(type), [value, stream]));
    }

    static object? Call(Func<object?> invoke)
    {
        try
        {
            return invoke();
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
    }

    static LambdaValidationException Missing(Type type) =>
        new(
            $"'{type}' can only be read or written with a LambdaSerializer: mark the assembly with [assembly: LambdaSerializer(typeof(…))]."
        );
}

/// <summary>The handler cannot be used: its type, method or parameters are not valid.</summary>
sealed class LambdaValidationException(string message) : Exception(message);
