namespace Classroom.Cloud.Api;

/// <summary>A flattened list: repeated elements without a wrapper element.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class FlatAttribute : Attribute;
