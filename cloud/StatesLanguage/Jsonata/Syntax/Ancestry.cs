using Classroom.StatesLanguage.Jsonata.Nodes;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>Finds the step whose input each percent sign refers to; that step must bind its input.</summary>
sealed class Ancestry
{
    int slots;

    public ParentSlot NewSlot() => new($"!{slots++}");

    /// <summary>An expression seeks the parents that its parts seek.</summary>
    public static void Pass(Node part, Node whole)
    {
        if (part.Seeking is null && part is not ParentNode)
            return;
        var sought = part.Seeking ?? [];
        if (part is ParentNode parent)
            sought.Add(parent.Slot);
        if (whole.Seeking is null)
            whole.Seeking = sought;
        else
            whole.Seeking.AddRange(sought);
    }

    /// <summary>The earlier steps of a path, or an outer path, bind the parents that its last step seeks.</summary>
    public static void Resolve(PathNode path)
    {
        var last = path.Steps[^1];
        var sought = last.Seeking ?? [];
        if (last is ParentNode parent)
            sought.Add(parent.Slot);
        foreach (var slot in sought)
        {
            for (var at = path.Steps.Count - 2; slot.Level > 0; )
            {
                if (at < 0)
                {
                    (path.Seeking ??= []).Add(slot);
                    break;
                }
                var step = path.Steps[at--];
                // Consecutive @$variables are bound over the same item.
                while (at >= 0 && step.Role.Focus is not null && path.Steps[at].Role.Focus is not null)
                    step = path.Steps[at--];
                Seek(step, slot);
            }
        }
    }

    public static void Seek(Node node, ParentSlot slot)
    {
        switch (node)
        {
            case NameNode or WildcardNode:
                if (--slot.Level == 0)
                    Bind(node, slot);
                break;
            case ParentNode:
                slot.Level++;
                break;
            case BlockNode { Expressions: [] }:
                break;
            case BlockNode block:
                block.Role.MakesTuples = true;
                Seek(block.Expressions[^1], slot);
                break;
            case PathNode path:
                path.MakesTuples = path.Role.MakesTuples = true;
                for (var at = path.Steps.Count - 1; at >= 0 && (at == path.Steps.Count - 1 || slot.Level > 0); at--)
                    Seek(path.Steps[at], slot);
                break;
            default:
                throw new JsonataException("S0217", node.Position);
        }
    }

    static void Bind(Node step, ParentSlot slot)
    {
        if (step.Role.Ancestor is { } already)
            slot.Label = already.Label;
        step.Role.Ancestor = slot;
        step.Role.MakesTuples = true;
    }
}
