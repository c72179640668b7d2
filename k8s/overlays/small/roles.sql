-- Makes the roles of the system in the database that psql is connected to: as a superuser, once. Rights on tables are given by the
-- migrations. Passwords come from the environment and stand in no file.
\set ON_ERROR_STOP on
\getenv migration PRACTICE_MIGRATION_PASSWORD
\getenv silo PRACTICE_SILO_PASSWORD
\getenv gateway PRACTICE_GATEWAY_PASSWORD
\getenv read PRACTICE_READ_PASSWORD
CREATE ROLE practice_migration LOGIN PASSWORD :'migration';
CREATE ROLE practice_silo LOGIN PASSWORD :'silo';
CREATE ROLE practice_gateway LOGIN PASSWORD :'gateway';
CREATE ROLE practice_read LOGIN PASSWORD :'read' CONNECTION LIMIT 5;
ALTER ROLE practice_read SET default_transaction_read_only = on;
ALTER ROLE practice_read SET statement_timeout = '5min';
SELECT current_database() AS database \gset
ALTER DATABASE :"database" OWNER TO practice_migration;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO practice_silo, practice_gateway, practice_read;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO practice_migration;
