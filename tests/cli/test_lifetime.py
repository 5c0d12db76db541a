"""A supervised process ends with its supervisor, also one that does not want to."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from bot.settings import SUPERVISED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal is Linux's")

CHILD = """
import signal, sys, time
signal.signal(signal.SIGTERM, {on_signal})
from bot.cli.lifetime import end_with_supervisor
end_with_supervisor(within=0.2)
print("ready", flush=True)
time.sleep(600)
"""
SUPERVISOR = """
import os, subprocess, sys
environment = {**os.environ, sys.argv[1]: str(os.getpid())}
child = subprocess.Popen([sys.executable, "-c", sys.argv[2]], env=environment,
                         stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.parametrize("on_signal", ["signal.SIG_DFL", "signal.SIG_IGN"])
def test_it_ends_when_the_supervisor_was_killed(on_signal):
    command = [sys.executable, "-c", SUPERVISOR, SUPERVISED, CHILD.format(on_signal=on_signal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        child = psutil.Process(int(supervisor.stdout.readline()))
        os.kill(supervisor.pid, signal.SIGKILL)
    try:
        _gone, alive = psutil.wait_procs([child], timeout=30)
        assert alive == []
    finally:
        if child.is_running():
            child.kill()
