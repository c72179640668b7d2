using Practice.Kernel;

namespace Practice.Certificates;

[EventName("certificate.requested")]
public sealed record CertificateRequested(DateOnly? From, DateOnly? Until) : DomainEvent;

/// <summary>Issued by the recording body; the hash is of everything that stands on it.</summary>
[EventName("certificate.issued")]
public sealed record CertificateIssued(string Number, string Unit, int Minutes, string Hash) : DomainEvent;

[EventName("certificate.moved")]
public sealed record CertificateMoved(string State) : DomainEvent;
