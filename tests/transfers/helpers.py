# SPDX-License-Identifier: GPL-2.0-or-later
"""What several of these tests use."""

import threading


class Cancelling:
    """Another thread that cancels until the call has ended."""

    def __init__(self, g):
        self.g = g
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.ended.wait(0.05):
            self.g.user_cancel()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
