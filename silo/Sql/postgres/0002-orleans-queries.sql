-- Every statement that Orleans 10.4.2 asks for by key. Repeatable: the newest text wins.
insert into OrleansQuery (QueryKey, QueryText) values

('WriteToStorageKey', $q$
    insert into OrleansStorage as s
        (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, now(),
        coalesce(@GrainStateVersion::integer, 0) + 1
    where @GrainStateVersion::integer is null or exists (
        select 1 from OrleansStorage e
        where e.GrainIdHash = @GrainIdHash and e.GrainTypeHash = @GrainTypeHash and e.GrainIdN0 = @GrainIdN0 and e.GrainIdN1 = @GrainIdN1
            and e.GrainTypeString = @GrainTypeString and e.ServiceId = @ServiceId
            and coalesce(e.GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::text, '')
            and e.Version = @GrainStateVersion::integer)
    on conflict (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''))
    do update set PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = s.Version + 1
        where s.Version = @GrainStateVersion::integer
    returning s.Version as NewGrainStateVersion
$q$),

('ReadFromStorageKey', $q$
    select PayloadBinary, Version from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::text, '')
$q$),

('ClearStorageKey', $q$
    update OrleansStorage set PayloadBinary = null, ModifiedOn = now(), Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::text, '')
        and Version = @GrainStateVersion::integer
    returning Version as NewGrainStateVersion
$q$),

('DeleteStorageKey', $q$
    delete from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString::text, '')
        and Version = @GrainStateVersion::integer
    returning Version + 1 as NewGrainStateVersion
$q$),

('UpsertReminderRowKey', $q$
    insert into OrleansRemindersTable as r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (ServiceId, GrainId, ReminderName) do update set
        StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
    returning Version
$q$),

('ReadReminderRowsKey', $q$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId
$q$),

('ReadReminderRowKey', $q$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName
$q$),

('ReadRangeRows1Key', $q$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash
$q$),

('ReadRangeRows2Key', $q$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)
$q$),

('DeleteReminderRowKey', $q$
    with gone as (
        delete from OrleansRemindersTable
        where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version
        returning 1)
    select count(*)::integer from gone
$q$),

('DeleteReminderRowsKey', $q$
    delete from OrleansRemindersTable where ServiceId = @ServiceId
$q$),

('InsertMembershipVersionKey', $q$
    with made as (
        insert into OrleansMembershipVersionTable (DeploymentId, Timestamp, Version) values (@DeploymentId, now(), 0)
        on conflict (DeploymentId) do nothing
        returning 1)
    select count(*)::integer from made
$q$),

-- The version row is the lock: only who raises it from the version that was read may write beside it.
('InsertMembershipKey', $q$
    with raised as (
        update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version and not exists (
            select 1 from OrleansMembershipTable
            where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
        returning 1),
    made as (
        insert into OrleansMembershipTable
            (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from raised
        returning 1)
    select count(*)::integer from made
$q$),

('UpdateMembershipKey', $q$
    with raised as (
        update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version and exists (
            select 1 from OrleansMembershipTable
            where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
        returning 1),
    changed as (
        update OrleansMembershipTable set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation and exists (select 1 from raised)
        returning 1)
    select count(*)::integer from changed
$q$),

('UpdateIAmAlivetimeKey', $q$
    update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation
$q$),

('MembershipReadRowKey', $q$
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
        m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v
    left join OrleansMembershipTable m
        on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    where v.DeploymentId = @DeploymentId
$q$),

('MembershipReadAllKey', $q$
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime,
        m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v
    left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
    where v.DeploymentId = @DeploymentId
$q$),

('GatewaysQueryKey', $q$
    select Address, ProxyPort, Generation from OrleansMembershipTable
    where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0
$q$),

('CleanupDefunctSiloEntriesKey', $q$
    delete from OrleansMembershipTable where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3
$q$),

-- Members first, so that nobody reads members of a version that is gone.
('DeleteMembershipTableEntriesKey', $q$
    with gone as (delete from OrleansMembershipTable where DeploymentId = @DeploymentId)
    delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId
$q$)

on conflict (QueryKey) do update set QueryText = excluded.QueryText;
