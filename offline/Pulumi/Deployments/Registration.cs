namespace Pulumi;

/// <summary>The registration of one resource, as it is passed to the mocks.</summary>
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
