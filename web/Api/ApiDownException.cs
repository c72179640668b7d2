namespace Practice.Web.Api;

/// <summary>The API gave no answer that can be used: it is down, slow, or says what cannot be read.</summary>
internal sealed class ApiDownException(string address, Exception cause) : Exception($"No answer from {address}: {cause.Message}", cause);
