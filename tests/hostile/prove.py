#!/usr/bin/env python3
"""prove.py PROVISO: hostile files against the program, one line for each thing proved.

Takes the files of ../shared/hostile (public ones and those that make_cases.py makes) and the honest reports of
../shared/reports and ../shared/reports-real. Needs python3; without ../shared it says that it skips. Exit
status 0: all passed or skipped."""

import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from watched import children, provisions

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(TOP, "..", "shared")
PARENT_MIB = 300  # that the program itself may take
failures = 0


def line(good, what, detail):
    global failures
    failures += not good
    print(f"{'PASS' if good else 'FAIL'}  {what}: {detail}", flush=True)


class Run:
    """The program over `arguments`; watches the memory of the program and of its workers."""

    def __init__(self, *arguments):
        self.parent_kib, self.worker_kib = 0, 0
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([PROVISO, *arguments], stdout=out, stderr=err)
            watcher = threading.Thread(target=self.watch, args=(process,))
            watcher.start()
            self.status = process.wait()
            watcher.join()
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()

    def watch(self, process):
        while process.poll() is None:
            self.parent_kib = max(self.parent_kib, peak(process.pid))
            for child in children(process.pid):
                self.worker_kib = max(self.worker_kib, peak(child))
            time.sleep(0.05)


def peak(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            for entry in status:
                if entry.startswith("VmHWM:"):
                    return int(entry.split()[1])
    except OSError:
        pass
    return 0


def export(db):
    """Provisions of the store by document."""
    by_document = collections.defaultdict(list)
    for provision in provisions(PROVISO, db):
        by_document[provision["document"]["sha256"]].append(json.dumps(provision, sort_keys=True))
    return by_document


def reports():
    return sorted(
        os.path.join(folder, name)
        for folder in (os.path.join(SHARED, "reports"), os.path.join(SHARED, "reports-real"))
        for name in os.listdir(folder)
        if name.endswith(".pdf")
    )


def prove_honest(folder):
    """Honest reports: none rejected, none uses half of a limit."""
    db = os.path.join(folder, "honest.db")
    half_seconds, half_memory = 30, 1024  # of 60 s and 2048 MB; the share for pages and the bound between them too
    run = Run("ingest", "--json", "--ocr", "never", "--db", db, "--time-limit", str(half_seconds),
              "--memory-limit", str(half_memory), *reports())
    said = json.loads(run.out)
    line(run.status == 0 and not said["refused"], "honest reports under half of every limit",
         f"{said['read']} read, {len(said['refused'])} rejected, parent {run.parent_kib >> 10} MiB, "
         f"largest worker {run.worker_kib >> 10} MiB")
    return export(db)


def prove_hostile(folder, cases, honest):
    """All hostile files and the honest reports in one ingest."""
    db = os.path.join(folder, "all.db")
    inputs = [cases, os.path.join(SHARED, "hostile", "public"), *reports()]
    run = Run("ingest", "--json", "--ocr", "never", "--db", db, *inputs)
    line(run.status == 1, "hostile and honest files in one ingest: the program lives", f"exit status {run.status}")
    said = json.loads(run.out)
    status = json.loads(subprocess.run([PROVISO, "status", "--json", "--db", db], capture_output=True, check=True).stdout)
    taken = said["read"] + said["unchanged"] + said["duplicates"] + len(said["refused"])
    summed = status["accepted"] + status["accepted_with_warnings"] + status["rejected"]
    line(taken == summed == status["inputs"] == len(status["files"]), "states sum to inputs",
         f"{taken} taken = {status['accepted']} accepted + {status['accepted_with_warnings']} with warnings + "
         f"{status['rejected']} rejected")
    lines = [text for text in run.err.splitlines() if text.startswith(b"proviso: ")]
    line(len(lines) == len(said["refused"]) == run.err.count(b"\n"), "one line for each rejected file",
         f"{len(lines)} lines")
    line(all(len(file["reason"]) > 5 and "\n" not in file["reason"] for file in said["refused"]),
         "every rejection has a code and a reason",
         ", ".join(f"{code} {count}" for code, count in
                   sorted(collections.Counter(file["code"] for file in said["refused"]).items())))
    line(run.parent_kib < PARENT_MIB << 10, f"the program itself stays under {PARENT_MIB} MiB",
         f"{run.parent_kib >> 10} MiB; largest worker {run.worker_kib >> 10} MiB")
    beside = export(db)
    other = [sha256 for sha256 in honest if beside.get(sha256) != honest[sha256]]
    line(not other, "honest files are stored exactly as without the hostile ones",
         f"{len(honest)} documents, {len(other)} differ")
    names = {os.path.realpath(path) for path in reports()}
    rejected = [file for file in said["refused"] if os.path.realpath(file["file"]) in names]
    line(not rejected, "no honest file is rejected", f"{len(rejected)} of {len(names)}")
    prove_cases(cases, status)
    again = Run("ingest", "--json", "--ocr", "never", "--db", db, *inputs)
    line(len(json.loads(again.out)["refused"]) == len(said["refused"]), "a second ingest says the same",
         f"{len(json.loads(again.out)['refused'])} rejected")
    doctor = subprocess.run([PROVISO, "doctor", "--quiet", "--db", db], capture_output=True, check=False)
    line(doctor.returncode == 0, "the store is whole afterwards", (doctor.stdout or b"whole").decode().strip()[:200])


def prove_cases(cases, status):
    """Each own case did what its row of cases.tsv says, as far as accepted or rejected goes."""
    states = {os.path.realpath(os.fsencode(os.path.dirname(file["file"]))) + b"/" +
              os.fsencode(os.path.basename(file["file"])): file for file in status["files"]}
    wrong, seen = [], 0
    with open(os.path.join(cases, "cases.tsv"), errors="backslashreplace") as rows:
        for row in rows:
            path, _, must = (row.rstrip("\n").split("\t") + ["", ""])[:3]
            file = states.get(os.path.realpath(os.path.dirname(os.path.join(cases, path))).encode() + b"/" +
                              os.path.basename(path).encode())
            if file is None:
                continue
            seen += 1
            rejected = file["state"] == "rejected"
            if must.startswith("reject: one line") and not rejected:
                wrong.append((path, "accepted", must))
            if must.startswith("accept") and "reject" not in must and "limit" not in must and rejected:
                wrong.append((path, file["code"], must))
    for path, was, must in wrong:
        print(f"      {path}: {was}; must: {must[:90]}")
    line(not wrong, "own cases end as they must", f"{seen} looked at, {len(wrong)} wrong")


def prove_live(folder):
    """A file that changes while it is read gives its whole text, or a refusal."""
    source = os.path.join(SHARED, "reports", "cis-trafficking-2020.pdf")
    whole = Run("read", source).out
    script = os.path.join(SHARED, "hostile", "live_cases.sh")
    said = subprocess.run(["bash", script, source, PROVISO, "read", "{}"], capture_output=True, text=True, check=False)
    wrong = []
    for entry in said.stdout.splitlines():
        whole_text = f"rc=0 out={len(whole)}" in entry
        refused = "rc=1 out=0 err=proviso: " in entry
        if not whole_text and not refused:
            wrong.append(entry)
    line(not wrong and said.stdout.count("\n") == 6, "a file that changes under the reader is read whole or refused",
         "; ".join(wrong) or "6 ways")


def prove_traced(folder, cases):
    """What a worker asks of the system over files with scripts, links, attachments and entities."""
    if shutil.which("strace") is None:
        print("SKIP  system calls on active content: there is no strace here")
        return
    trace = os.path.join(folder, "trace.txt")
    subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=%network,execve,execveat,open,openat,landlock_restrict_self",
                    PROVISO, "ingest", "--quiet", "--jobs", "1", "--db", os.path.join(folder, "active.db"),
                    os.path.join(cases, "active")], capture_output=True, check=False)
    shut_in, wrong, seen = set(), [], 0
    for entry in open(trace, errors="replace"):
        process, call = entry.split(None, 1)
        if call.startswith("landlock_restrict_self") and call.rstrip().endswith("= 0"):
            shut_in.add(process)
        elif process in shut_in:
            seen += 1
            name = call.split("(")[0]
            opened = call.split('"')[1] if name in ("open", "openat") and '"' in call else ""
            failed = "= -1" in call
            data = opened.startswith(("/usr/share/", "/etc/fonts", "/var/cache/fontconfig", "/dev/")) or "/rules" in opened
            if name in ("sendto", "recvmsg", "sendmsg", "recvfrom") or call.startswith(("+++", "---", "<...")):
                continue
            if not failed and not (opened and data):
                wrong.append(call.strip())
    if not shut_in:
        print("SKIP  system calls on active content: this machine has no Landlock")
        return
    line(not wrong and seen > 0, "active content: no connection, no program, no foreign file",
         "; ".join(wrong[:3]) or f"{seen} calls looked at")


def main():
    if not os.path.isdir(os.path.join(SHARED, "hostile")):
        print("SKIP  there is no ../shared/hostile here")
        return
    with tempfile.TemporaryDirectory() as folder:
        honest = prove_honest(folder)
        prove_live(folder)
        cases = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, "cases")
        if not os.path.isdir(cases):
            subprocess.run([sys.executable, os.path.join(SHARED, "hostile", "make_cases.py"), cases], check=True,
                           stdout=subprocess.DEVNULL)
        prove_traced(folder, cases)
        prove_hostile(folder, cases, honest)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    PROVISO = os.path.abspath(sys.argv[1])
    main()
    sys.exit(failures > 0)
