"""nginx as in deploy/nginx, in front of a site that a test serves: other ports and folders, every other line as it stands."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.house import ROOT
from tests.tools.programs import path_of
from tests.tools.server import free_port, wait_until
from tests.tools.visitor import Visitor

OWN = ROOT / "deploy" / "nginx"
PACKAGES = "nginx libnginx-mod-http-brotli-static"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; {user}
{modules}
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; {brotli}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/around.conf;
  {server}
}}
"""
SERVER = """
server {{ listen 127.0.0.1:{port}; set $came_by $scheme; include {folder}/served.conf; }}
"""


@contextmanager
def in_front_of(site_port: int, folder: Path, public: Path, **changed: str) -> Iterator[int]:
    """Yields the port. `public` is the folder in which the static files and the pages of the proxy lie."""
    folder.mkdir(exist_ok=True)
    program, port = path_of("nginx", PACKAGES), free_port()
    _bring_files(site_port, folder, public, changed)
    (folder / "nginx.conf").write_text(_configuration(folder, port))
    nginx = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder])
    try:
        visitor = Visitor(f"http://127.0.0.1:{port}")
        wait_until(lambda: visitor.gets("/healthz"), 30)
        yield port
    finally:
        nginx.terminate()
        nginx.wait(10)


def _bring_files(site_port, folder, public, changed) -> None:
    places = {
        "127.0.0.1:8000": f"127.0.0.1:{site_port}",
        "/srv/coproduction-public": str(public),
        "/srv/coproduction/deploy/nginx": str(folder),
        "/var/cache/nginx/coproduction": str(folder / "kept"),
        **changed,
    }
    for file in OWN.glob("*.conf"):
        text = file.read_text()
        for there, here in places.items():
            text = text.replace(there, here)
        (folder / file.name).write_text(text)


def _configuration(folder, port) -> str:
    has_brotli = BROTLI.exists()
    return AROUND.format(
        folder=folder,
        user="" if os.geteuid() else "user root;",
        modules=f"load_module {BROTLI};" if has_brotli else "",
        brotli="brotli_static on;" if has_brotli else "",
        server=SERVER.format(port=port, folder=folder),
    )
