"""A mail server that takes every letter, for tests: just enough SMTP."""

import socketserver
import threading
from contextlib import contextmanager


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def taking_letters(port: int, refusing=()):
    """Yields the list of what came in, as text. `refusing` is (part of an address, what the server says to it)."""
    letters = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 here")
            while line := self.rfile.readline():
                command = line[:4].upper().strip()
                if command == b"DATA":
                    self.say("354 go on")
                    letters.append(self.letter())
                self.say("221 bye" if command == b"QUIT" else self.answer_to(command, line.decode()))
                if command == b"QUIT":
                    return

        def answer_to(self, command, line: str) -> str:
            said = (answer for part, answer in refusing if part in line)
            return next(said, "250 ok") if command == b"RCPT" else "250 ok"

        def letter(self) -> str:
            return b"".join(iter(self.rfile.readline, b".\r\n")).decode()

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with Server(("127.0.0.1", port), Conversation) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield letters
        server.shutdown()
