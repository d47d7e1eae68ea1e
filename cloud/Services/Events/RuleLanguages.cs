using Classroom.Cloud.Api;
using Classroom.Languages;
using Classroom.Languages.EventPatterns;
using Classroom.Languages.Schedules;

namespace Classroom.Cloud.Events;

/// <summary>Parses the patterns, schedules and selectors of rules; a mistake becomes an error of EventBridge.</summary>
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
            throw new AwsException(
                "InvalidEventPatternException",
                $"Event pattern is not valid. Reason: {PatternMessage.WithSource(exception, text)}"
            );
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

    /// <param name="where">The name of the target's field, for the error message.</param>
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
