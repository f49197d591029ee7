"""`make run`, `make dev` and `make demo`: sets the site up on this machine and serves it until Ctrl-C."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from deploy import machine
from deploy.steps import Steps

SECONDS_TO_STOP = 20
SECONDS_BEFORE_ANOTHER_TRY = 5


def main(kind="run"):
    os.chdir(machine.ROOT)
    machine.check_python()
    port = free_port(os.environ.get("PORT", "8000"))
    environment = {"run": run_environment, "dev": dev_environment, "demo": demo_environment}[kind]()
    environment["PORT"] = port
    set_up(kind, environment)
    if kind == "demo":
        show_accounts(environment["DATA_DIR"])
    print(f"\nThe site is at http://127.0.0.1:{port} (Ctrl-C stops it).\n", flush=True)
    if kind == "dev":
        server = ["manage.py", "runserver", f"127.0.0.1:{port}"]
    else:
        server = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    return serve([machine.PYTHON, *server], [machine.PYTHON, "manage.py", "work"], environment)


def run_environment():
    folder = os.path.abspath(os.environ.get("DATA_DIR", "var"))
    return {**os.environ, "DEBUG": "0", "DATA_DIR": folder, "STATIC_ROOT": f"{folder}/static"}


def dev_environment():
    return {**run_environment(), "DEBUG": "1"}


def demo_environment():
    """Everything in a folder of its own, whatever .env says, so that nothing invented meets a real story."""
    folder = os.path.abspath(os.environ.get("DATA_DIR", "var/demo"))
    return {
        **os.environ,
        "DEBUG": "0",
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "CACHE_URL": "db://cache",
        "EMAIL_URL": f"file:///{folder}/mail",
        "MEDIA_ROOT": f"{folder}/media",
        "STATIC_ROOT": f"{folder}/static",
        "REQUIRE_STAFF_MFA": "0",
        "RATE_LIMITS": "0",
    }


def free_port(port):
    """Asked before anything else, so that nobody waits for a set-up that ends in a refusal."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, and is “{port}”.")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", int(port)))
        except OSError as error:
            reason = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
            sys.exit(
                f"The site cannot listen on port {port}: {reason}. Choose another: PORT=8001 make …"
            )
    return port


def set_up(kind, environment):
    steps = Steps({"run": 5, "dev": 4, "demo": 6}[kind])

    def manage(*words):
        machine.manage(*words, environment=environment)

    with steps.step("A virtual environment in .venv"):
        machine.make_virtual_environment()
    with steps.step("The packages in requirements.txt"):
        machine.install(machine.RUNTIME)
    with steps.step(f"The database and its tables (files in {environment['DATA_DIR']})"):
        manage("migrate", "--verbosity", "0")
        manage("createcachetable")
    with steps.step("Starter content"):
        manage("load_content")
    if kind == "demo":
        with steps.step("Invented stories and accounts"):
            manage("load_demo")
    if kind != "dev":
        with steps.step("Style sheets and pictures"):
            collect_static_files(environment)


def collect_static_files(environment):
    """Compressing takes its time, so it is done only where something has changed or is not there."""
    folder = Path(environment["DATA_DIR"])
    static = [file for file in sorted((machine.ROOT / "static").rglob("*")) if file.is_file()]
    others = [
        "requirements.txt",
        "coproduction_site/settings.py",
        "coproduction_site/cache/static_storage.py",
    ]
    files = [*static, *(machine.ROOT / name for name in others)]
    with machine.once_for(files, folder / "static-collected") as is_new:
        if is_new or not (folder / "static/staticfiles.json").exists():
            machine.manage("collectstatic", "--no-input", "--clear", environment=environment)


def show_accounts(folder):
    with open(os.path.join(folder, "accounts.json"), encoding="utf-8") as file:
        accounts = json.load(file)
    print(f"\nSign in at /accounts/login/ as (also in {folder}/accounts.json):")
    for account in accounts:
        who = " ".join(filter(None, [account["role"], account.get("partner")]))
        print(f"  {account['email']:<36} {account['password']:<24} {who}")


def serve(server_command, companion_command, environment):
    """Run the server, and beside it the companion that sends letters and does the daily jobs.

    A companion that fails is started again: readers must not lose the site because a letter could not go.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    server = subprocess.Popen(server_command, env=environment)
    companion = subprocess.Popen(companion_command, env=environment)
    try:
        while server.poll() is None:
            time.sleep(1)
            if companion.poll() is not None:
                code = companion.returncode
                print(f"The companion process ended (code {code}); it starts again.", flush=True)
                time.sleep(SECONDS_BEFORE_ANOTHER_TRY)
                companion = subprocess.Popen(companion_command, env=environment)
        print(f"The server ended by itself (code {server.returncode}).", flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        stop(server, companion)


def stop(*processes):
    """A second Ctrl-C changes nothing: what is being answered is answered, and nobody is left behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
