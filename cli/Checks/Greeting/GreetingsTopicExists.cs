namespace Classroom.Cli.Checks.Greeting;

sealed class GreetingsTopicExists() : TopicExists("greeting", "greetings");
