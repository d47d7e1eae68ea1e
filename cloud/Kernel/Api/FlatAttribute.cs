namespace Classroom.Cloud.Api;

/// <summary>An element that repeats without one around it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class FlatAttribute : Attribute;
