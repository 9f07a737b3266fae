"""A process whose parent has died is left to the school, and does not stay as a zombie."""

from __future__ import annotations

import subprocess
import sys

ADOPTER = """
import subprocess, sys, time
from mugalim_hub import processes
processes.adopt_orphans()
left = "import subprocess, sys; print(subprocess.Popen(['/bin/true'], stdout=2).pid)"
parent = subprocess.Popen(["/bin/sleep", "30"])
orphan = subprocess.run([sys.executable, "-c", left], capture_output=True, text=True).stdout
for _ in range(100):
    processes.bury_orphans(parent.pid)
    try:
        state = open(f"/proc/{int(orphan)}/stat").read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        print("gone")
        break
    time.sleep(0.1)
parent.kill()
print(parent.wait())
"""


def test_an_orphan_is_buried_and_the_hub_is_left_alone() -> None:
    """The exit code of the one process that is waited for stays for whoever waits."""
    done = subprocess.run(
        [sys.executable, "-c", ADOPTER], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["gone", "-9"]
