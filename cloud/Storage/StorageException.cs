namespace Classroom.Storage;

/// <summary>Data cannot be read or written. The message says what was found and what to do.</summary>
class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process is using the data.</summary>
sealed class FolderInUseException(string message) : StorageException(message);

/// <summary>A change could not be written and was undone: the disk is full or faulty.</summary>
sealed class NotWrittenException(string message, Exception inner) : StorageException(message, inner);

/// <summary>The content of a row does not match its checksum.</summary>
sealed class DamagedRowException(string message, Exception? inner = null) : StorageException(message, inner);
