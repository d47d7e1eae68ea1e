namespace Pulumi;

/// <summary>One resource on its way to the mocks.</summary>
sealed record Registration(Resource Resource, bool Custom, ResourceArgs Args, ResourceOptions Options, Dictionary<string, OutputSlot> Slots);
