#!/bin/sh
# Puts a copy of the embedded databases and keys into a data folder. Nothing may run on that folder meanwhile.
#
#   sqlite-restore.sh BACKUP/<UTC time> DATA
set -eu
copy=${1:?name the copy}
data=${2:?name the new data folder}
[ -z "$(ls -A "$data" 2>/dev/null)" ] || { echo "$data is not empty: name a new folder." >&2; exit 2; }
for file in "$copy"/*.db; do
    [ "$(sqlite3 -readonly "$file" 'PRAGMA integrity_check')" = ok ] || { echo "$file is not whole." >&2; exit 1; }
done
mkdir -p "$data"
cp -Rp "$copy/." "$data"
echo "$data from $copy"
