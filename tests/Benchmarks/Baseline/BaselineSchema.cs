namespace Practice.Benchmarks.Baseline;

/// <summary>The tables of the baseline: one row a unit, a need, a person, a line of the audit, a key.</summary>
/// <remarks>The indexes that its lists would want, and the same search tokens as the product's: what it does not have costs it nothing.</remarks>
internal static class BaselineSchema
{
    public const string Sql = """
        CREATE TABLE units (id text PRIMARY KEY, path text NOT NULL, active boolean NOT NULL);
        CREATE TABLE persons (id uuid PRIMARY KEY, sealed bytea NOT NULL);
        CREATE TABLE needs (
            id           uuid PRIMARY KEY,
            unit         text NOT NULL REFERENCES units,
            title        text NOT NULL,
            description  text,
            category     text NOT NULL,
            urgency      text NOT NULL,
            channel      text NOT NULL,
            status       text NOT NULL,
            month        text NOT NULL,
            on_behalf    boolean NOT NULL,
            filed_by     text NOT NULL,
            contact      uuid REFERENCES persons,
            contact_name text,
            received_at  timestamptz NOT NULL,
            created_at   timestamptz NOT NULL,
            verified_at  timestamptz,
            due_at       timestamptz,
            search       text[],
            version      integer NOT NULL
        );
        CREATE INDEX needs_by_unit ON needs (unit, created_at);
        CREATE INDEX needs_by_due ON needs (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX needs_by_status ON needs (status, unit);
        CREATE INDEX needs_search ON needs USING gin (search);
        CREATE TABLE audit (
            id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            need  uuid NOT NULL,
            at    timestamptz NOT NULL,
            actor text NOT NULL,
            event text NOT NULL,
            data  jsonb NOT NULL
        );
        CREATE INDEX audit_by_need ON audit (need, id);
        CREATE TABLE idempotency (
            caller      text NOT NULL,
            key         text NOT NULL,
            fingerprint text NOT NULL,
            need        uuid NOT NULL,
            at          timestamptz NOT NULL,
            PRIMARY KEY (caller, key)
        );
        """;
}
