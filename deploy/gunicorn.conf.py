"""How gunicorn serves the site on one machine. Other machines reach it through a proxy that buffers."""

import os

wsgi_app = "coproduction_site.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
control_socket_disable = True
