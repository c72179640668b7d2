-- What each role of the database may do, given anew after every migration: nothing happens where a role does not exist.
-- The silo keeps its network and cannot change what was recorded; the reader sees no sealed person, no small state, no account.
do $$
begin
    if exists (select from pg_roles where rolname = 'practice_silo') then
        grant usage on schema public to practice_silo;
        grant select, insert, update, delete on all tables in schema public to practice_silo;
        revoke insert, update, delete on schema_versions, OrleansQuery from practice_silo;
        revoke update, delete on events from practice_silo;
        revoke delete on heads, items, marks from practice_silo;
    end if;
    if exists (select from pg_roles where rolname = 'practice_read') then
        grant usage on schema public to practice_read;
        grant select on heads, events, items, outbox, marks, outcomes, schema_versions,
            OrleansMembershipTable, OrleansMembershipVersionTable, OrleansRemindersTable to practice_read;
    end if;
end $$;
