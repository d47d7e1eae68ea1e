using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>What a child execution knows of the map run that it belongs to.</summary>
/// <param name="Ended">Told once, when the child has ended and its host has kept the end.</param>
sealed record MapMembership(string MapRunArn, int ItemCount, Action<Execution> Ended);
