namespace Classroom.Cli.Provider;

sealed class UserPolicyAttachment() : PolicyAttachment("User");
