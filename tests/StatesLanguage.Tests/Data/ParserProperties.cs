using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Classroom.StatesLanguage.Tests.Data;

/// <summary>No text makes a parser do anything but parse it or refuse it; and what parses prints back equal.</summary>
public class ParserProperties
{
    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Json_prints_back_equal() =>
        Prop.ForAll(
            Values(4).ToArbitrary(),
            value => Json.Parse(value.ToString()) == value && System.Text.Encoding.UTF8.GetByteCount(value.ToString()) == value.Size
        );

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property A_text_parses_as_json_or_is_refused() =>
        Refuses<JsonSyntaxException>("{}[],:\"0123e.-+truefalsn\\u ", text => Json.Parse(text));

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public Property A_text_parses_as_jsonata_or_is_refused() =>
        Refuses<JsonataException>(
            "ab$.[](){}\"'`,:;?+-*/%|=<>^&!~@#1 ",
            text => JsonataExpression.Parse(text).Evaluate(JsonObject.Empty, options: new() { MostSteps = 10_000, MostItems = 1000 })
        );

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property A_text_parses_as_a_path_or_is_refused() =>
        Refuses<PathSyntaxException>("$$.[]'\"*?()@=!<>&|:,-0a/~", text => JsonPath.Parse("$" + text).Find(JsonObject.Empty));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property A_text_parses_as_an_intrinsic_or_is_refused() =>
        Refuses<IntrinsicSyntaxException>("States.ArayUID()',$\\{}1 ", text => IntrinsicCall.Parse("States.Array(" + text));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Any_object_is_a_definition_or_is_refused() =>
        Prop.ForAll(
            Definitions().ToArbitrary(),
            definition =>
            {
                try
                {
                    StateMachine.Parse(definition.ToString());
                }
                catch (DefinitionException)
                {
                    // Refused, with reasons.
                }
            }
        );

    [Test]
    public void Nesting_without_end_is_refused_quickly()
    {
        Assert.That(() => Json.Parse(new string('[', 10_000) + new string(']', 10_000)), Throws.TypeOf<JsonSyntaxException>());
        Assert.That(() => StateMachine.Parse(new string('[', 10_000) + new string(']', 10_000)), Throws.TypeOf<DefinitionException>());
        Assert.That(() => JsonPath.Parse("$[?(" + new string('(', 10_000)), Throws.TypeOf<PathSyntaxException>());
    }

    static Property Refuses<TException>(string characters, Action<string> parse)
        where TException : Exception =>
        Prop.ForAll(
            Gen.Elements(characters.ToCharArray()).ListOf().Select(list => new string([.. list])).ToArbitrary(),
            text =>
            {
                try
                {
                    parse(text);
                }
                catch (TException)
                {
                    // Refused.
                }
            }
        );

    static Gen<Json> Values(int depth)
    {
        var texts = ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && !text.Any(char.IsSurrogate));
        var leaves = Gen.OneOf(
            Gen.Constant(Json.Null),
            Gen.Elements(true, false).Select(flag => (Json)flag),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (Json)number.Item),
            texts.Select(text => (Json)text!)
        );
        if (depth == 0)
            return leaves;
        var inner = Values(depth - 1);
        return Gen.OneOf(
            leaves,
            inner.ListOf().Select(items => (Json)JsonArray.Of(items.Take(5))),
            texts
                .Zip(inner)
                .ListOf()
                .Select(members =>
                    (Json)new JsonObject([.. members.Take(5).Select(member => KeyValuePair.Create(member.Item1, member.Item2))])
                )
        );
    }

    /// <summary>Objects that look like states, with fields of every kind and values of any.</summary>
    static Gen<Json> Definitions()
    {
        string[] fields =
        [
            "Type",
            "Next",
            "End",
            "Resource",
            "Parameters",
            "InputPath",
            "ResultPath",
            "Retry",
            "Catch",
            "Choices",
            "Default",
            "Branches",
            "ItemProcessor",
            "Iterator",
            "Seconds",
            "Timestamp",
            "Error",
            "CausePath",
            "Assign",
            "Output",
            "QueryLanguage",
            "MaxConcurrency",
            "ItemsPath",
            "Odd",
        ];
        var values = Gen.OneOf(
            Values(3),
            Gen.Elements<Json>("A", "Task", "Pass", "Map", "Parallel", "Choice", "Wait", "Fail", "$.a", "{% $x %}", "JSONata")
        );
        var states = Gen.Elements(fields)
            .Zip(values)
            .ListOf()
            .Select(members => (Json)new JsonObject([.. members.Select(member => KeyValuePair.Create(member.Item1, member.Item2))]));
        return states
            .Zip(states)
            .Select(pair => (Json)JsonObject.Of(("StartAt", "A"), ("States", JsonObject.Of(("A", pair.Item1), ("B", pair.Item2)))));
    }
}
