namespace Classroom.Cloud.Hosting;

/// <summary>Settings that the cloud cannot start with.</summary>
sealed class SettingsException(string message) : Exception(message);
