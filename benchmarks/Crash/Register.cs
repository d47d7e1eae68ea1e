using System.Security.Cryptography;
using System.Text;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>
/// One value that single calls set, change and remove: a description, a tag, an attachment, an object. After a call with an unknown result,
/// both the old and the new value are right until the value is read for the first time.
/// </summary>
sealed class Register
{
    readonly List<string?> earlier = [];
    string? known;
    string? other;
    bool isUnknown;

    public required string Name { get; init; }

    public required Func<Random, string> Next { get; init; }

    /// <summary>Sets the value; the second parameter tells whether one is set already.</summary>
    public required Func<string, bool, Task<Reply>> Put { get; init; }

    /// <summary>Removes the value; null if the value is never removed.</summary>
    public Func<Task<Reply>>? Drop { get; init; }

    /// <summary>Reads the value; null if there is none.</summary>
    public required Func<Task<string?>> Read { get; init; }

    /// <summary>Whether a value can be replaced, or must be removed first.</summary>
    public bool CanChange { get; init; } = true;

    public bool WasTouched { get; private set; }

    public async Task StepAsync(Random random, Func<Reply, bool> isAcknowledged)
    {
        var drops = known is not null && Drop is not null && (!CanChange || random.Next(5) == 0);
        other = drops ? null : Next(random);
        if (known is not null && other == known && !drops)
            return;
        (isUnknown, WasTouched) = (true, true);
        var reply = drops ? await Drop!() : await Put(other!, known is not null);
        if (isAcknowledged(reply))
            Becomes(other);
        isUnknown = false;
    }

    /// <summary>Compares the value; returns a description if it differs from the acknowledged one.</summary>
    public async Task<(Fault Fault, string Sentence)?> CompareAsync(bool isFrozen)
    {
        var found = await Read();
        if (isFrozen)
            return found == known ? null : Difference(found);
        if (isUnknown && found == other)
            Becomes(found);
        (isUnknown, WasTouched) = (false, false);
        if (found == known)
            return null;
        var difference = Difference(found);
        // Each loss is reported once.
        Becomes(found);
        return difference;
    }

    (Fault, string) Difference(string? found)
    {
        var isEarlier = found is not null && earlier.Contains(found);
        var sentence = $"{Name}: {Shown(known)} was acknowledged, {Shown(found)} was found{(isEarlier ? ", an earlier value" : "")}";
        return (found is null || isEarlier ? Fault.Lost : Fault.Wrong, sentence);
    }

    void Becomes(string? value)
    {
        earlier.Add(known);
        if (earlier.Count > 20)
            earlier.RemoveAt(0);
        known = value;
    }

    static string Shown(string? value)
    {
        if (value is null)
            return "nothing";
        if (value.Length <= 40)
            return $"'{value.ReplaceLineEndings("\\n")}'";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..8];
        return $"'{value[..30].ReplaceLineEndings("\\n")}...' ({value.Length} characters, {hash})";
    }
}

/// <summary>The registers of a service; one of them is written at a time.</summary>
abstract class Registers(Scene scene, string name) : Writer(scene, name)
{
    IReadOnlyList<Register> all = [];

    public override bool ComparesByReading => true;

    public override async Task PrepareAsync()
    {
        await SetUpAsync();
        all = [.. Make()];
    }

    public override Task StepAsync() => all[Random.Next(all.Count)].StepAsync(Random, reply => IsAcknowledged(reply));

    public override Task CompareRecentAsync() => CompareAsync(all.Where(register => register.WasTouched));

    public override Task CompareAllAsync() => CompareAsync(all);

    /// <summary>Creates the resources that the registers belong to.</summary>
    protected virtual Task SetUpAsync() => Task.CompletedTask;

    protected abstract IEnumerable<Register> Make();

    async Task CompareAsync(IEnumerable<Register> registers)
    {
        foreach (var register in registers.ToList())
        {
            try
            {
                if (await register.CompareAsync(Scene.IsFrozen) is var (fault, sentence))
                    Differ(fault, sentence);
                Tally.Compared++;
            }
            catch (RefusedException exception)
            {
                Differ(
                    DamageWords.In(exception.Reply.Text) ? Fault.Damaged : Fault.Refused,
                    $"{register.Name} cannot be read, {exception.Reply}"
                );
            }
        }
    }
}
