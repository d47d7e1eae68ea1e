using System.Globalization;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>The variables of one scope. The scope around it has the others.</summary>
sealed class Frame
{
    readonly Frame? enclosing;
    List<(string Name, Json? Value)>? bindings;

    public Frame(Evaluation evaluation) => Evaluation = evaluation;

    public Frame(Frame enclosing)
    {
        this.enclosing = enclosing;
        Evaluation = enclosing.Evaluation;
    }

    public Evaluation Evaluation { get; }

    public void Bind(string name, Json? value)
    {
        bindings ??= [];
        var at = bindings.FindIndex(binding => binding.Name == name);
        if (at < 0)
            bindings.Add((name, value));
        else
            bindings[at] = (name, value);
    }

    public Json? Lookup(string name)
    {
        for (var frame = this; frame is not null; frame = frame.enclosing)
        {
            if (frame.bindings is null)
                continue;
            foreach (var (bound, value) in frame.bindings)
            {
                if (bound == name)
                    return value;
            }
        }
        return Evaluation.Library(name);
    }
}

/// <summary>One evaluation of an expression: its options, and the work that is left until its limits.</summary>
sealed class Evaluation(JsonataOptions options, Func<string, Json?> library)
{
    readonly Nesting nesting = new(LanguageLimits.Jsonata with { Depth = options.MostDepth, Work = options.MostSteps });

    public JsonataOptions Options => options;

    /// <summary>The start of the evaluation, which $now() and $millis() return throughout.</summary>
    public DateTimeOffset Now { get; } = options.Clock.GetUtcNow();

    public Json? Library(string name) => library(name);

    public void Enter(int position)
    {
        if (!nesting.TrySpend(1))
            throw new JsonataException("D1012", position);
        if (!nesting.TryEnter())
            throw new JsonataException(
                "D1011",
                position,
                value: options.MostDepth + 1,
                detail: options.MostDepth.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Counts work inside functions: copying, comparing and building a value counts by the size of the value.</summary>
    public void Spend(long steps)
    {
        if (!nesting.TrySpend(steps))
            throw new JsonataException("D1012");
    }

    /// <summary>The approximate cost of building or visiting a value without its items.</summary>
    public static long WeightOf(Json? value) =>
        value switch
        {
            JsonString text => text.Value.Length / 4,
            JsonArray items => items.Count,
            JsonObject members => members.Count,
            _ => 0,
        };

    public void Leave() => nesting.Leave();
}
