#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A link that is slow or breaks, for ssh's ProxyCommand: slow_link.py HOST PORT BYTES_PER_SECOND [CUT_AFTER]

Bytes from the server come no faster than that (0: as they come); after CUT_AFTER of them the link is gone.
"""
import os
import selectors
import socket
import sys
import time


def main(host, port, rate, cut):
    link = socket.create_connection((host, port))
    waiting = selectors.DefaultSelector()
    waiting.register(link, selectors.EVENT_READ)
    waiting.register(sys.stdin.fileno(), selectors.EVENT_READ)
    came = 0
    while True:
        for key, _ in waiting.select():
            if key.fileobj is link:
                data = link.recv(min(65536, max(1, rate // 20)) if rate else 65536)
                came += len(data)
                if not data or (cut and came > cut):
                    return
                os.write(1, data)
                if rate:
                    time.sleep(len(data) / rate)
            else:
                data = os.read(0, 65536)
                if not data:
                    return
                link.sendall(data)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
