"""Starts a program twice as torchrun would, whose own launcher Debian 12's PyTorch can't run under Python 3.11."""

import os
import socket
import subprocess
import sys

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = str(probe.getsockname()[1])
setting = {**os.environ, "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "OMP_NUM_THREADS": "1"}
processes = [subprocess.Popen([sys.executable] + sys.argv[1:], env={**setting, "RANK": rank, "LOCAL_RANK": rank})
             for rank in ("0", "1")]
sys.exit(max(abs(process.wait()) for process in processes))
