"""A store that speaks S3 (moto's), at a port of its own, which a test can end, and begin again with all that is in it.

python -m tests.tools.object_store HOST PORT BUCKET        serves an empty bucket until it is ended
"""

import sys
import threading
from contextlib import contextmanager

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

BUCKET, REGION = "pictures", "eu-west-2"
WITHOUT_TLS = "s3+http"


class Quiet(WSGIRequestHandler):
    def log(self, *details):
        pass


class ObjectStore:
    def __init__(self, host: str = "127.0.0.1", port: int = 0):
        self.application = DomainDispatcherApplication(create_backend_app)
        self.host, self.port, self.times_asked, self.server = host, port, 0, None

    @property
    def address(self) -> str:
        return f"{WITHOUT_TLS}://key:secr%2Fet@{self.host}:{self.port}/{BUCKET}/site?region={REGION}"

    @property
    def client(self):
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secr/et"}
        address = f"{self.host}:{self.port}"
        return boto3.client("s3", endpoint_url=f"http://{address}", region_name=REGION, **keys)

    def start(self) -> None:
        options = {"threaded": True, "request_handler": Quiet}
        self.server = make_server(self.host, self.port, self._count, **options)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def make_bucket(self, name: str) -> None:
        place = {"LocationConstraint": REGION}
        self.client.create_bucket(Bucket=name, CreateBucketConfiguration=place)

    def _count(self, environ, start_response):
        self.times_asked += 1
        return self.application(environ, start_response)


@contextmanager
def serving():
    """With an empty bucket, whatever a test before left."""
    store = ObjectStore()
    store.start()
    store.make_bucket(BUCKET)
    try:
        yield store
    finally:
        for found in store.client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            store.client.delete_object(Bucket=BUCKET, Key=found["Key"])
        store.client.delete_bucket(Bucket=BUCKET)
        store.stop()


def main(host: str, port: str, bucket: str) -> None:
    store = ObjectStore(host, int(port))
    store.start()
    store.make_bucket(bucket)
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
