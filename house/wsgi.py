"""What the server loads in each of its workers."""

import os

from house import create_app

# Ctrl-C in a terminal goes to the whole group of processes. A worker that is told twice, by the terminal and by the
# server, hangs (granian 2.8); in a group of its own it is told once, by the server.
os.setpgid(0, 0)

app = create_app()
