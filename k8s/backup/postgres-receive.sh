#!/bin/sh
# Keeps the write-ahead log of a PostgreSQL server, as it is written, until it is stopped.
#
#   PGHOST=… PGPORT=… PGUSER=… [PGPASSWORD=…]  postgres-receive.sh BACKUP
#
# Leaves BACKUP/wal/<segment>, the newest as <segment>.partial. The server keeps what this has not taken in yet (a replication slot):
# set max_slot_wal_keep_size on it, so that a receiver that stays away cannot fill its disk.
set -eu
backup=${1:?name the folder of the backups}
slot=${PRACTICE_BACKUP_SLOT:-practice_backup}
mkdir -p "$backup/wal"
pg_receivewal --create-slot --if-not-exists --slot "$slot"
exec pg_receivewal --directory "$backup/wal" --slot "$slot" --synchronous
