"""What the proofs of this folder share: the processes of the program, and what a store says of its reports."""

import json
import os
import subprocess


def children(pid):
    """Processes that any thread of the process started: workers are started by one of their own."""
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as listed:
                found += [int(child) for child in listed.read().split()]
    except OSError:
        pass
    return found


def provisions(program, db):
    """The export, without the runs, which are others in another store."""
    exported = subprocess.run([program, "export", "--db", db], capture_output=True, check=True).stdout.splitlines()
    found = [json.loads(line) for line in exported]
    for provision in found:
        del provision["run"]
        provision.pop("since", None)
    return found
