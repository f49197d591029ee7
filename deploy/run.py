"""`make run`, `make dev` and `make demo` set the site up on this machine and serve it until Ctrl-C.

`make set-up` only sets it up: also while it is being served, before new code is loaded.
"""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time

from deploy import machine
from deploy.steps import Steps

SECONDS_TO_STOP = 20
SECONDS_BEFORE_ANOTHER_TRY = 5


def main(kind="run"):
    os.chdir(machine.ROOT)
    machine.check_python()
    environment = {**os.environ, **SAID_BY.get(kind, dict)()}
    steps = Steps(STEPS[kind])
    bring_packages(steps, environment)
    address = "" if kind == "set-up" else free_address(environment)
    set_up(kind, environment, steps)
    if kind == "set-up":
        return 0
    if kind == "demo":
        show_accounts(environment["DATA_DIR"])
    print(f"\nThe site is at http://{address} (Ctrl-C stops it).\n", flush=True)
    runserver = [machine.PYTHON, "manage.py", "runserver", address]
    server = runserver if kind == "dev" else machine.GUNICORN
    return serve(server, [machine.PYTHON, "manage.py", "work"], environment)


def dev_environment():
    return {"DEBUG": "1"}


def demo_environment():
    """Everything in a folder of its own, whatever .env says, so that nothing invented meets a real story."""
    folder = os.path.abspath(os.environ.get("DATA_DIR", "var/demo"))
    return {
        "DEBUG": "0",
        "DATA_DIR": folder,
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "LISTEN_ON": "127.0.0.1",
        "SITE_URL": "",
        "HTTPS": "0",
        "TRUSTED_PROXIES": "0",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DATABASE_POOLER_URL": "",
        "DATABASE_REPLICA_URL": "",
        "CACHE_URL": "db://cache",
        "EMAIL_URL": f"file:///{folder}/mail",
        "STORAGE_URL": "",
        "MEDIA_ROOT": f"{folder}/media",
        "STATIC_ROOT": f"{folder}/static",
        "REQUIRE_STAFF_MFA": "0",
        "RATE_LIMITS": "0",
    }


# `make run` and `make set-up` say nothing of their own: the shell and .env do.
SAID_BY = {"dev": dev_environment, "demo": demo_environment}
STEPS = {"run": 6, "set-up": 6, "dev": 4, "demo": 7}


def free_address(environment) -> str:
    """Asked before the set-up, so that nobody waits for one that ends in a refusal."""
    place, port = machine.setting("LISTEN_ON", environment), int(machine.setting("PORT", environment))
    with socket.socket(socket.AF_INET6 if ":" in place else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((place, port))
        except OSError as error:
            reason = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
            sys.exit(
                f"The site cannot listen on port {port}: {reason}. Choose another: PORT=8001 make …"
            )
    return f"[{place}]:{port}" if ":" in place else f"{place}:{port}"


def bring_packages(steps, environment):
    """Those that every site needs, and by them it is known what the settings of this one need besides."""
    with steps.step("A virtual environment in .venv"):
        machine.make_virtual_environment()
    with steps.step("The packages in requirements.txt") as tell:
        is_new = machine.install(machine.RUNTIME)
        is_new |= machine.install(machine.of_this_site(environment))
        tell("installed" if is_new else "nothing new")


def set_up(kind, environment, steps):
    """By the site itself, which knows what is in .env; its lines go on counting."""
    options = ["--steps-done", str(steps.number)]
    options += ["--demo"] if kind == "demo" else []
    command = [machine.PYTHON, "manage.py", "set_up", *options]
    if code := subprocess.run(command, env=environment).returncode:
        sys.exit(code)


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
