"""A mail server that takes every letter, for tests: just enough SMTP."""

import socketserver
import threading
from contextlib import contextmanager


@contextmanager
def taking_letters(port: int):
    """Yields the list of what came in, as text."""
    letters = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 here")
            while line := self.rfile.readline():
                command = line[:4].upper().strip()
                if command == b"DATA":
                    self.say("354 go on")
                    letters.append(self.letter())
                self.say("221 bye" if command == b"QUIT" else "250 ok")
                if command == b"QUIT":
                    return

        def letter(self) -> str:
            return b"".join(iter(self.rfile.readline, b".\r\n")).decode()

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Conversation) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield letters
        server.shutdown()
