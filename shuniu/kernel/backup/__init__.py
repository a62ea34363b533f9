"""Backup and restore: one file, either engine, useless without a key that is never in it.

Decided so, and why:

* **One key apart.** A backup is encrypted under the *backup key* (`keys/backup.key`), which is in no backup and in no
  database. An office prints it once (`shuniu backup --show-key`) and puts the slip into its safe.
* **The other keys travel inside.** The ring that opens sealed fields and the key that signs are in the encrypted file.
  A burnt machine is replaced by *file + slip*; were the ring apart as well, offices would lose it, and with it every
  phone and ID number. Whoever holds the file alone reads nothing.
* **No engine's own dump.** Rows are written by the meaning of their columns (JSON lines by Django's fields), so a
  centre that begins on SQLite is restored into PostgreSQL when it has grown, and back.
* **The same state of migrations, or none.** A backup holds the names of the migrations its tables had. Newer or older
  ones are refused with the version to install: columns filled by guesswork are worse than a second installation.
* **All or nothing.** The emptying of what `--replace` replaces, rows, counts, digests, sequences: one transaction.
* **Left out**: sessions (nobody stays signed in over a restore), the queue and the clock of jobs (of the old machine),
  counts of failed sign-ins, and what `migrate` makes by itself.

The file, after `container.py`'s header: zlib over lines of JSON; first `{"format": …}` (version, engine, migrations,
tables and their counts, head of the trail), then per table `{"table": …, "columns": […]}`, one array a row, and
`{"end": …, "rows": n, "sha256": …}`; last `{"whole": sha256 of all lines before}`.
"""
