namespace Pulumi;

/// <summary>One resource on its way to the mocks.</summary>
sealed record Registration(
    Resource Resource,
    bool Custom,
    ResourceArgs Args,
    ResourceOptions Options,
    KeyValuePair<string, OutputSlot>[] Slots
)
{
    public OutputSlot SlotOf(string name) => Array.Find(Slots, slot => slot.Key == name).Value;
}
