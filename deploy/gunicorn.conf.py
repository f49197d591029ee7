"""How gunicorn serves the site on one machine. Other machines reach it through a proxy that buffers."""

import ctypes
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

# The code beside this file, not where the process stands: a reload after an update finds the new code.
chdir = str(Path(__file__).parent.parent)
sys.path.insert(0, chdir)

from coproduction_site.settings import (  # noqa: E402  (found on the path above)
    LISTEN_ON,
    METRICS_PORT,
    PORT,
    WEB_CONCURRENCY,
)

wsgi_app = "coproduction_site.wsgi"
bind = [f"[{LISTEN_ON}]:{PORT}" if ":" in LISTEN_ON else f"{LISTEN_ON}:{PORT}"]

# Figures for Prometheus, for this machine alone; the workers count in files, which go with the last of them.
if METRICS_PORT:
    bind.append(f"127.0.0.1:{METRICS_PORT}")
    figures = tempfile.mkdtemp(prefix="coproduction-figures-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures

    def child_exit(server, worker):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)

    def on_exit(server):
        shutil.rmtree(figures, ignore_errors=True)


# Two processes for two processors; the threads wait for the database. One worker needs about 80 MB.
worker_class = "gthread"
workers = WEB_CONCURRENCY
threads = 4

# Read once and shared: less memory, and a worker that died is back at once. New code: deploy/reload.py.
preload_app = True


# What is read once stays as it is: nothing looks through it for what nobody needs any more, so it stays shared.
gc.disable()


# Large pieces of memory go back to the machine at once. Else each thread would keep the 19 MiB of the slow hash it made.
# The number is of malloc.h of glibc; other systems have no such thing to set.
M_MMAP_THRESHOLD = -3
LARGE = 1_048_576
if hasattr(ctypes.CDLL(None), "mallopt"):
    ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def when_ready(server):
    gc.freeze()


def post_fork(server, worker):
    gc.enable()


# A worker that does not answer at all is replaced; one that is asked to stop ends what it has begun.
timeout = 60
graceful_timeout = 30
# The proxy ends a connection sooner (deploy/nginx): never does gunicorn end one on which was just asked.
keepalive = 5

# Workers are renewed now and then, never all at once, so that a small leak never becomes a large one.
max_requests = 20_000
max_requests_jitter = 4_000

# Signs of life are written to memory: a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108

# Only a proxy on this machine may say how a visitor came; nothing is opened in anybody's home folder.
forwarded_allow_ips = "127.0.0.1,::1"
control_socket_disable = True
loglevel = "warning"
