-- What Orleans 10.4.2 keeps: small grain states, reminders, members of the cluster, and the statements it runs on them.
create table if not exists OrleansQuery (
    QueryKey varchar(64) primary key,
    QueryText text not null
);

create table if not exists OrleansStorage (
    GrainIdHash integer not null,
    GrainIdN0 bigint not null,
    GrainIdN1 bigint not null,
    GrainTypeHash integer not null,
    GrainTypeString varchar(512) not null,
    GrainIdExtensionString varchar(512),
    ServiceId varchar(150) not null,
    PayloadBinary bytea,
    ModifiedOn timestamptz not null,
    Version integer not null
) with (fillfactor = 50);

-- Not every PostgreSQL is built with lz4: the default compression serves as well, only slower.
do $$
begin
    alter table OrleansStorage alter column PayloadBinary set compression lz4;
exception when feature_not_supported or invalid_parameter_value then null;
end $$;

-- Without uniqueness two first writes of one grain can both succeed, and one acknowledged write is lost.
create unique index if not exists OrleansStorageIdentity on OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''));

create table if not exists OrleansRemindersTable (
    ServiceId varchar(150) not null,
    GrainId varchar(150) not null,
    ReminderName varchar(150) not null,
    StartTime timestamptz not null,
    Period bigint not null,
    GrainHash integer not null,
    Version integer not null,
    primary key (ServiceId, GrainId, ReminderName)
);

create index if not exists OrleansRemindersByHash on OrleansRemindersTable (ServiceId, GrainHash);

create table if not exists OrleansMembershipVersionTable (
    DeploymentId varchar(150) primary key,
    Timestamp timestamptz not null,
    Version integer not null
);

create table if not exists OrleansMembershipTable (
    DeploymentId varchar(150) not null,
    Address varchar(45) not null,
    Port integer not null,
    Generation integer not null,
    SiloName varchar(150) not null,
    HostName varchar(150) not null,
    Status integer not null,
    ProxyPort integer,
    SuspectTimes varchar(8000),
    StartTime timestamptz not null,
    IAmAliveTime timestamptz not null,
    primary key (DeploymentId, Address, Port, Generation)
);
