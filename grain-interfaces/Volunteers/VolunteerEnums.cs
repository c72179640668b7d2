namespace Practice.Volunteers;

/// <summary>Whether a volunteer may take part.</summary>
[GenerateSerializer, Alias("volunteerStatus")]
public enum VolunteerStatus
{
    /// <summary>May take part.</summary>
    Active,

    /// <summary>A minor who registered alone: nothing begins before a guardian has consented.</summary>
    AwaitingGuardian,

    /// <summary>Stopped by a unit, with a reason; the records stay.</summary>
    Suspended,

    /// <summary>Found to be somebody who has another number; what was served went there.</summary>
    Merged,

    /// <summary>The person has left. Records are kept as the law asks, and nothing else.</summary>
    Closed,
}

/// <summary>Whether the network knows that the person is who he says.</summary>
[GenerateSerializer, Alias("realName")]
public enum RealName { None, Declared, Verified, Refused }

/// <summary>Identity documents (GA/T 517 names codes for most).</summary>
[GenerateSerializer, Alias("documentType")]
public enum DocumentType
{
    ResidentIdCard, HkMacaoResidencePermit, TaiwanResidencePermit, HkMacaoTravelPermit, TaiwanTravelPermit, Passport, ForeignPermanentResidentCard, MilitaryId, HouseholdBook, Other,
}

/// <summary>Who a guardian is to the minor.</summary>
[GenerateSerializer, Alias("guardianship")]
public enum Guardianship { Parent, Grandparent, Sibling, Other }

/// <summary>What a consent is for. Each is a record of its own (PIPL §14, §29, §31).</summary>
[GenerateSerializer, Alias("consentPurpose")]
public enum ConsentPurpose
{
    /// <summary>The notice of processing, at registration.</summary>
    Registration,

    /// <summary>A guardian lets a minor register.</summary>
    GuardianRegistration,

    /// <summary>A guardian lets the data of somebody under 14 be processed, by the separate rules for it.</summary>
    GuardianData,

    /// <summary>To be named in public lists, masked.</summary>
    PublicName,

    /// <summary>To have records passed on to the national system.</summary>
    NationalRecord,
}

/// <summary>Why staff open a person's details. The person sees it.</summary>
[GenerateSerializer, Alias("accessPurpose")]
public enum AccessPurpose { Verification, Contact, Emergency, Certificate, Correction, Guardian }
