#!/bin/sh
# Copies a running PostgreSQL server, checks the copy, and forgets what is older than the copies to keep.
#
#   PGHOST=… PGPORT=… PGUSER=… [PGPASSWORD=…]  postgres-base.sh BACKUP [KEEP, 7 unless told]
#
# Leaves BACKUP/base/<UTC time at which it was complete>; it can be restored to any time after that. The newest copies are kept, and
# the log that begins with the oldest of them.
set -eu
backup=${1:?name the folder of the backups}
keep=${2:-7}
mkdir -p "$backup/base" "$backup/wal"
partial="$backup/base/.partial"
rm -rf "$partial"
pg_basebackup --pgdata "$partial" --wal-method stream --checkpoint fast --no-password
pg_verifybackup --quiet "$partial"
done=$(date -u +%Y-%m-%dT%H-%M-%SZ)
mv "$partial" "$backup/base/$done"
sync

ls -1 "$backup/base" | sort -r | tail -n +"$((keep + 1))" | while read -r old; do rm -rf "${backup:?}/base/$old"; done
oldest=$(ls -1 "$backup/base" | sort | head -1)
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\)).*/\1/p' "$backup/base/$oldest/backup_label")
pg_archivecleanup "$backup/wal" "$first"
echo "$backup/base/$done"
