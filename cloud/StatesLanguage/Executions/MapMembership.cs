namespace Classroom.StatesLanguage.Executions;

/// <summary>The map run that a child execution belongs to.</summary>
/// <param name="ItemCount">The number of items that the child works on.</param>
/// <param name="Ended">Called once, after the child has ended and its host has kept the end.</param>
sealed record MapMembership(string MapRunArn, int ItemCount, Action<Execution> Ended);
