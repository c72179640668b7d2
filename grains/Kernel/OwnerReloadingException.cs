namespace Practice.Kernel;

/// <summary>The owner is about to reload its state; nothing was decided. Retry at once.</summary>
[GenerateSerializer, Alias("ownerReloading")]
public sealed class OwnerReloadingException(string stream) : Exception($"'{stream}' reloads its state.");
