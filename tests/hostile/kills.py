#!/usr/bin/env python3
"""kills.py PROVISO [TIMES]: ends an ingest, or one of its workers, by force at random moments.

TIMES (500 if not said) kills, a handful for each store. After each, what was committed before must still be there,
whole; then the ingest is run to its end, and the export must be that of an ingest that nobody disturbed. Prints one
line. Exit status 0: passed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from watched import children, provisions

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KILLS_OF_A_STORE = 5


def command(db, *more):
    return [PROVISO, "ingest", "--quiet", "--ocr", "never", "--jobs", "2", "--db", db, os.path.join(TOP, "corpus"), *more]


def committed(db):
    """Documents of the store with their provisions; none if there is no store yet."""
    if not os.path.exists(db):
        return {}
    store = sqlite3.connect(db)
    try:
        return dict(store.execute(
            "SELECT sha256, (SELECT count(*) FROM provisions p WHERE p.document = d.id) FROM documents d"))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return {}
        raise
    finally:
        store.close()


def killed(db, after, random_source):
    """Runs an ingest, kills it or one of its workers after so many seconds; whom, or '' if it was too late."""
    process = subprocess.Popen(command(db), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    victims = random_source.random() < 0.5 and children(process.pid) or [process.pid]
    whom = ""
    if process.poll() is None:
        try:
            os.kill(random_source.choice(victims), signal.SIGKILL)
            whom = "program" if victims == [process.pid] else "worker"
        except ProcessLookupError:
            pass
    process.wait()
    return whom


def main():
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    source = random.Random(3)
    wrong, kills = [], {"program": 0, "worker": 0}
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = os.path.join(folder, "undisturbed.db")
        subprocess.run(command(undisturbed), check=True)
        begin = time.monotonic()
        subprocess.run(command(os.path.join(folder, "again.db")), check=True)
        whole = time.monotonic() - begin
        expected, documents = provisions(PROVISO, undisturbed), committed(undisturbed)
        number = 0
        while sum(kills.values()) < times and not wrong:
            number += 1
            db = os.path.join(folder, f"killed{number}.db")
            before = {}
            for _ in range(KILLS_OF_A_STORE):
                if whom := killed(db, source.uniform(0, whole * 0.6), source):
                    kills[whom] += 1
                now = committed(db)
                if any(now.get(document) != count for document, count in before.items()):
                    wrong.append(f"store {number}: a document that was stored is lost")
                if any(documents.get(document) != count for document, count in now.items()):
                    wrong.append(f"store {number}: half a document")
                before = now
            last = subprocess.run(command(db), capture_output=True, check=False)
            if last.returncode != 0:
                wrong.append(f"store {number}: {last.stderr.decode()}")
            elif provisions(PROVISO, db) != expected:
                wrong.append(f"store {number}: another export")
            if subprocess.run([PROVISO, "doctor", "--quiet", "--db", db], capture_output=True, check=False).returncode:
                wrong.append(f"store {number}: the doctor finds damage")
            os.remove(db)
    print(f"{'FAIL' if wrong else 'PASS'}  killed by force: the program {kills['program']} times, a worker "
          f"{kills['worker']} times, {number} stores finished as if undisturbed" + "".join("; " + it for it in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    PROVISO = os.path.abspath(sys.argv[1])
    sys.exit(main())
