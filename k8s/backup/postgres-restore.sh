#!/bin/sh
# Makes a data directory that shows the database as it was at a time.
#
#   postgres-restore.sh BACKUP DATA [TIME, RFC 3339; the newest there is unless told]
#
# DATA must not exist, or be empty. Start PostgreSQL on it, as the user that owns it: it replays the log up to TIME and then takes
# writes. What was committed after TIME is not there; the log that holds it stays in BACKUP, for another try.
set -eu
backup=$(cd "${1:?name the folder of the backups}" && pwd)
data=${2:?name the new data directory}
time=${3:-}
[ -z "$(ls -A "$data" 2>/dev/null)" ] || { echo "$data is not empty: name a new directory." >&2; exit 2; }

# The newest copy that was complete by then.
limit=9999
[ -z "$time" ] || limit=$(date -u -d "$time" +%Y-%m-%dT%H-%M-%SZ)
base=$(ls -1 "$backup/base" | sort | awk -v limit="$limit" '$0 <= limit' | tail -1)
[ -n "$base" ] || { echo "No copy in $backup/base is older than $time." >&2; exit 2; }

mkdir -p "$data"
chmod 700 "$data"
cp -R "$backup/base/$base/." "$data"
rm -f "$data/postmaster.pid"
{
    # A log that is there and cannot be read ends the start (status 126): going on without it would lose what it holds, unnoticed.
    echo "restore_command = 'cd \"$backup/wal\" || exit 126; for f in %f %f.partial; do [ ! -e \$f ] || { cp \$f \"\$OLDPWD/%p\" || exit 126; exit 0; }; done; exit 1'"
    echo "recovery_target_action = 'promote'"
    [ -z "$time" ] || echo "recovery_target_time = '$(date -u -d "$time" '+%Y-%m-%d %H:%M:%S.%6N+00')'"
} >> "$data/postgresql.auto.conf"
touch "$data/recovery.signal"
echo "$data from $base"
