namespace Practice.Store;

/// <summary>The queue of changes is full: answer 503 with Retry-After, before deciding anything.</summary>
[GenerateSerializer, Alias("storeBusy")]
public sealed class StoreBusyException() : Exception("The store's queue is full; try again in a moment.");

/// <summary>The stream has moved on without this owner. Reload and decide again.</summary>
[GenerateSerializer, Alias("fenced")]
public sealed class FencedException(string stream) : Exception($"The state of '{stream}' was not the newest; it is reloaded.");

/// <summary>The database refused the contents of one change. Wrapped as text: a driver's exceptions do not cross silos.</summary>
[GenerateSerializer, Alias("changeRejected")]
public sealed class ChangeRejectedException(string stream, string reason) : Exception($"A change of '{stream}' was refused by the database: {reason}");

/// <summary>Whether the change is durable is not known. Retry with the same operation id.</summary>
[GenerateSerializer, Alias("outcomeUnknown")]
public sealed class OutcomeUnknownException(string stream) : Exception($"The outcome of a change of '{stream}' is not known yet.");

/// <summary>The database does not answer a read. Wrapped as text: a driver's exceptions do not cross silos.</summary>
[GenerateSerializer, Alias("storeUnavailable")]
public sealed class StoreUnavailableException(string reason) : Exception($"The store does not answer: {reason}");

/// <summary>The cursor is not one that this list gave out.</summary>
public sealed class CursorException() : ArgumentException("The cursor is not one of this list.");
