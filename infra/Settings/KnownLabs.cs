using System.Collections.Immutable;

namespace Classroom.Settings;

/// <summary>The labs that the settings can name.</summary>
/// <param name="OnlyProvisioned">The labs that students may not build themselves, each with the reason.</param>
sealed record KnownLabs(ImmutableSortedSet<string> Names, ImmutableSortedDictionary<string, string> OnlyProvisioned);
