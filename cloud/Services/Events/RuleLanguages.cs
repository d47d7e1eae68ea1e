using Classroom.Cloud.Api;
using Classroom.Languages;
using Classroom.Languages.EventPatterns;
using Classroom.Languages.Schedules;

namespace Classroom.Cloud.Events;

/// <summary>What callers write in rules: patterns, schedules and selectors, refused in EventBridge's words.</summary>
static class RuleLanguages
{
    public static EventPattern Pattern(string text)
    {
        try
        {
            return EventPattern.Parse(text);
        }
        catch (LanguageException exception)
        {
            throw new AwsException("InvalidEventPatternException", $"Event pattern is not valid. Reason: {exception.Message}");
        }
    }

    public static Schedule Schedule(string text)
    {
        try
        {
            return Languages.Schedules.Schedule.Parse(text);
        }
        catch (LanguageException)
        {
            throw RuleStore.Invalid("Parameter ScheduleExpression is not valid.");
        }
    }

    /// <param name="where">The field of the target, for the error.</param>
    public static Selector Selector(string text, string where)
    {
        try
        {
            return Languages.Selector.Parse(text);
        }
        catch (LanguageException exception)
        {
            throw RuleStore.Invalid($"{where} is invalid: {exception.Message}");
        }
    }
}
