namespace Classroom.Cloud.Hosting;

/// <summary>Invalid settings: the cloud does not start.</summary>
sealed class SettingsException(string message) : Exception(message);
