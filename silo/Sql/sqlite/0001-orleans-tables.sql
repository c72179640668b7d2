-- What Orleans 10.4.2 keeps on one machine: small grain states, reminders, and the statements it runs on them.
create table if not exists OrleansQuery (
    QueryKey text primary key,
    QueryText text not null
);

create table if not exists OrleansStorage (
    GrainIdHash integer not null,
    GrainIdN0 integer not null,
    GrainIdN1 integer not null,
    GrainTypeHash integer not null,
    GrainTypeString text not null,
    GrainIdExtensionString text,
    ServiceId text not null,
    PayloadBinary blob,
    ModifiedOn text not null,
    Version integer not null
);

create unique index if not exists OrleansStorageIdentity on OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''));

create table if not exists OrleansRemindersTable (
    ServiceId text not null,
    GrainId text not null,
    ReminderName text not null,
    StartTime text not null,
    Period integer not null,
    GrainHash integer not null,
    Version integer not null,
    primary key (ServiceId, GrainId, ReminderName)
);

create index if not exists OrleansRemindersByHash on OrleansRemindersTable (ServiceId, GrainHash);
