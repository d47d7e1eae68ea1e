namespace Classroom.Storage;

/// <summary>Data that cannot be used or written; the message says what was found and what to do.</summary>
class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Data that another process is using.</summary>
sealed class FolderInUseException(string message) : StorageException(message);

/// <summary>A change that could not be written, and was undone: the disk is full, or does not work.</summary>
sealed class NotWrittenException(string message, Exception inner) : StorageException(message, inner);

/// <summary>A row whose content is not what was written.</summary>
sealed class DamagedRowException(string message, Exception? inner = null) : StorageException(message, inner);
