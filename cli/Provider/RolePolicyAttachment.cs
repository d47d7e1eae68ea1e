namespace Classroom.Cli.Provider;

sealed class RolePolicyAttachment() : PolicyAttachment("Role");
