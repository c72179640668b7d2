-- The gateway's rights on the identity store, given anew after every migration. Nobody else has any.
do $$
begin
    if exists (select from pg_roles where rolname = 'practice_gateway') then
        grant usage on schema identity to practice_gateway;
        grant select, insert, update, delete on all tables in schema identity to practice_gateway;
        grant usage on all sequences in schema identity to practice_gateway;
        grant select on schema_versions to practice_gateway;
    end if;
end $$;
