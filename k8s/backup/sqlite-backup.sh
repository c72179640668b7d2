#!/bin/sh
# Copies the embedded databases and keys of a running installation.
#
#   sqlite-backup.sh DATA BACKUP
#
# Leaves BACKUP/<UTC time>. Each file is copied in one read transaction, so it is whole and writers do not wait. There is no log to
# replay: what can be restored is the time of a copy.
set -eu
data=${1:?name the data folder}
backup=${2:?name the folder of the backups}
done=$(date -u +%Y-%m-%dT%H-%M-%SZ)
partial="$backup/.partial"
rm -rf "$partial"
mkdir -p "$partial"
(cd "$data" && find . -type f ! -name '*.db' ! -name '*.db-wal' ! -name '*.db-shm' ! -name '*.lock') | while read -r file; do
    mkdir -p "$partial/$(dirname "$file")"
    cp -p "$data/$file" "$partial/$file"
done
for file in "$data"/*.db; do
    sqlite3 -cmd '.timeout 10000' "$file" "VACUUM INTO '$partial/$(basename "$file")'"
    [ "$(sqlite3 "$partial/$(basename "$file")" 'PRAGMA integrity_check')" = ok ] || { echo "The copy of $file is not whole." >&2; exit 1; }
done
chmod -R go-rwx "$partial"
mv "$partial" "$backup/$done"
sync
echo "$backup/$done"
