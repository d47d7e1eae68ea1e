using System.Collections.Concurrent;

namespace Classroom.Services.Tests.Completeness;

/// <summary>What the operations have done in this run.</summary>
static class Outcomes
{
    static readonly ConcurrentDictionary<Type, bool> Successes = new();
    static readonly ConcurrentDictionary<Type, bool> Refusals = new();
    static readonly ConcurrentDictionary<Type, bool> Denials = new();

    public static void Succeeded(Type operation) => Successes[operation] = true;

    /// <param name="isOwn">The operation itself refuses the call, not IAM.</param>
    public static void Refused(Type operation, bool isOwn) => (isOwn ? Refusals : Denials)[operation] = true;

    public static bool HasSucceeded(Type operation) => Successes.ContainsKey(operation);

    public static bool HasRefused(Type operation) => Refusals.ContainsKey(operation);

    public static bool WasDenied(Type operation) => Denials.ContainsKey(operation);
}
