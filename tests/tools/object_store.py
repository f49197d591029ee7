"""A store that speaks S3 (moto's), at a port of its own, which a test can end, and begin again with all that is in it."""

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
    def __init__(self):
        self.application = DomainDispatcherApplication(create_backend_app)
        self.port, self.times_asked, self.server = 0, 0, None

    @property
    def address(self) -> str:
        return f"{WITHOUT_TLS}://key:secr%2Fet@127.0.0.1:{self.port}/{BUCKET}/site?region={REGION}"

    @property
    def client(self):
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secr/et"}
        place = f"http://127.0.0.1:{self.port}"
        return boto3.client("s3", endpoint_url=place, region_name=REGION, **keys)

    def start(self) -> None:
        options = {"threaded": True, "request_handler": Quiet}
        self.server = make_server("127.0.0.1", self.port, self._count, **options)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _count(self, environ, start_response):
        self.times_asked += 1
        return self.application(environ, start_response)


@contextmanager
def serving():
    """With an empty bucket, whatever a test before left."""
    store = ObjectStore()
    store.start()
    place = {"LocationConstraint": REGION}
    store.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
    try:
        yield store
    finally:
        for found in store.client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            store.client.delete_object(Bucket=BUCKET, Key=found["Key"])
        store.client.delete_bucket(Bucket=BUCKET)
        store.stop()
