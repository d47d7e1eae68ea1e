using Pulumi;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>A stack's configuration as a program reads it.</summary>
public class ConfigTests
{
    static async Task<T> Read<T>(Func<Config, T> read, params (string Key, string Value)[] settings)
    {
        var value = default(T)!;
        await new RecordedRun { Config = settings.ToDictionary(setting => setting.Key, setting => setting.Value) }.OfAsync(() =>
            value = read(new())
        );
        return value;
    }

    [Test]
    public async Task TextsNumbersFlagsAndObjectsAreRead()
    {
        var (text, whole, half, flag, names) = await Read(
            config =>
                (
                    config.Get("text"),
                    config.GetInt32("whole"),
                    config.GetDouble("half"),
                    config.GetBoolean("flag"),
                    config.GetObject<string[]>("names")
                ),
            ("shop:text", "words"),
            ("shop:whole", "3"),
            ("shop:half", "0.5"),
            ("shop:flag", "true"),
            ("shop:names", """["a","b"]""")
        );
        Assert.That((text, whole, half, flag), Is.EqualTo(("words", 3, 0.5, true)));
        Assert.That(names, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task WhatIsNotSetIsNull()
    {
        var (text, number, names) = await Read(
            config => (config.Get("text"), config.GetInt32("number"), config.GetObject<string[]>("names")),
            ("other:text", "words")
        );
        Assert.That((text, number, names), Is.EqualTo(((string?)null, (int?)null, (string[]?)null)));
    }

    [Test]
    public async Task ARequiredSettingThatIsMissingNamesTheCommand()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Read(config => config.Require("owner")));
        Assert.That(
            failure!.Message,
            Does.Contain("Missing Required configuration variable 'shop:owner'").And.Contain("pulumi config set shop:owner <value>")
        );
    }

    [TestCase("flag", "yes")]
    [TestCase("number", "three")]
    public async Task AWrongTypeIsRefusedByName(string key, string value)
    {
        var failure = await Assert.ThrowsAsync<RunException>(() =>
            Read(config => (config.GetBoolean("flag"), config.GetInt32("number")), ($"shop:{key}", value))
        );
        Assert.That(failure!.Message, Does.Contain($"shop:{key}"));
    }

    [Test]
    public async Task ASecretSettingIsASecret() =>
        Assert.That(
            await Read(
                config => Output.IsSecretAsync(config.RequireSecret("password")).GetAwaiter().GetResult(),
                ("shop:password", "hidden")
            ),
            Is.True
        );
}
