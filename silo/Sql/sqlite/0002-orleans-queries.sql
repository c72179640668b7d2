-- Every statement that Orleans 10.4.2 asks for by key, but those of clustering: SQLite serves one silo. Repeatable: the newest text wins.
insert into OrleansQuery (QueryKey, QueryText) values

('WriteToStorageKey', '
    insert into OrleansStorage
        (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, current_timestamp,
        coalesce(@GrainStateVersion, 0) + 1
    where @GrainStateVersion is null or exists (
        select 1 from OrleansStorage e
        where e.GrainIdHash = @GrainIdHash and e.GrainTypeHash = @GrainTypeHash and e.GrainIdN0 = @GrainIdN0 and e.GrainIdN1 = @GrainIdN1
            and e.GrainTypeString = @GrainTypeString and e.ServiceId = @ServiceId
            and coalesce(e.GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
            and e.Version = @GrainStateVersion)
    on conflict (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''''))
    do update set PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = OrleansStorage.Version + 1
        where OrleansStorage.Version = @GrainStateVersion
    returning Version as NewGrainStateVersion
'),

('ReadFromStorageKey', '
    select PayloadBinary, Version from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
'),

('ClearStorageKey', '
    update OrleansStorage set PayloadBinary = null, ModifiedOn = current_timestamp, Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
        and Version = @GrainStateVersion
    returning Version as NewGrainStateVersion
'),

('DeleteStorageKey', '
    delete from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
        and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId
        and coalesce(GrainIdExtensionString, '''') = coalesce(@GrainIdExtensionString, '''')
        and Version = @GrainStateVersion
    returning Version + 1 as NewGrainStateVersion
'),

('UpsertReminderRowKey', '
    insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (ServiceId, GrainId, ReminderName) do update set
        StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1
    returning Version
'),

('ReadReminderRowsKey', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId
'),

('ReadReminderRowKey', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName
'),

('ReadRangeRows1Key', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash
'),

('ReadRangeRows2Key', '
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)
'),

('DeleteReminderRowKey', '
    delete from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
    select changes()
'),

('DeleteReminderRowsKey', '
    delete from OrleansRemindersTable where ServiceId = @ServiceId
')

on conflict (QueryKey) do update set QueryText = excluded.QueryText;
