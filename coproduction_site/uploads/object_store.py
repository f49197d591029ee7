"""Pictures and documents in a store that speaks S3, which several servers share.

Nobody but the site reaches it: nothing in it is public, and no address of it is ever given out. Whoever may see a file
is answered by the view that asked whether they may (see docs/decisions.md).
"""

from contextlib import contextmanager
from tempfile import SpooledTemporaryFile

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    HTTPClientError,
    ReadTimeoutError,
)
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from coproduction_site.away import Away
from coproduction_site.uploads.store_errors import StoreAway

SECONDS_REMEMBERED = 1.0
IN_MEMORY = 1_000_000  # Bytes of one file; what is more lies on the disk while it is handed out.
NOT_THERE = {"404", "NoSuchKey"}
CLIENT = {
    "connect_timeout": 2,
    "read_timeout": 3,
    "retries": {"total_max_attempts": 2, "mode": "standard"},
    "signature_version": "s3v4",
    "s3": {"addressing_style": "path"},
    # Stores other than Amazon's do not know the checksums of newer clients.
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class NoAnswer(StoreAway):
    """It was given up, or not even asked, because nobody is answered."""


class StoredFile(File):
    """To be read, and opened again after it was closed, like a file in a folder."""

    def __init__(self, storage, name):
        super().__init__(storage.fetched(name), name)
        self.storage = storage

    def open(self, mode=None):
        if self.closed:
            self.file = self.storage.fetched(self.name)
        self.seek(0)
        return self


class PartOfFile:
    """Bytes as they come from the store. One that goes away in between ends the answer."""

    def __init__(self, body):
        self.body = body

    def read(self, count: int) -> bytes:
        with _in_our_words():
            return self.body.read(count)

    def close(self):
        self.body.close()


class ObjectStore(S3Storage):
    def __init__(self, **options):
        super().__init__(**options)
        self._away = Away(SECONDS_REMEMBERED)

    def get_default_settings(self):
        """A name that is taken is not taken again: two files of two people must never become one."""
        return super().get_default_settings() | {
            "file_overwrite": False,
            "client_config": Config(**CLIENT),
            "transfer_config": TransferConfig(use_threads=False),
        }

    def url(self, name, *unused, **also_unused):
        """As for a folder that no proxy serves: it leads nowhere, and says nothing of the store."""
        return "/" + filepath_to_uri(name)

    def is_open_to_everybody(self, name) -> bool:
        """Whether this file can be read by somebody without a key."""
        bucket = self.unsigned_connection.Bucket(self.bucket_name)
        try:
            bucket.Object(self._key(name)).load()
        except ClientError:
            return False
        return True

    def _open(self, name, mode="rb"):
        return StoredFile(self, name)

    def fetched(self, name) -> SpooledTemporaryFile:
        """Whole, so that what cannot be read is known before the answer begins."""
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (whoever reads it closes it)
        with self._asked():
            body = self.bucket.Object(self._key(name)).get()["Body"]
            for chunk in body.iter_chunks(IN_MEMORY):
                file.write(chunk)
        file.seek(0)
        return file

    def part_of(self, name, start: int, end: int) -> PartOfFile:
        """From `start` up to before `end`, handed on as it comes: a film is not fetched whole for each of its parts."""
        asked = {"Range": f"bytes={start}-{end - 1}"} if end > start else {}
        with self._asked():
            return PartOfFile(self.bucket.Object(self._key(name)).get(**asked)["Body"])

    def _save(self, name, content):
        with self._asked():
            return super()._save(name, content)

    def delete(self, name):
        with self._asked():
            super().delete(name)

    def exists(self, name):
        with self._asked():
            return super().exists(name)

    def listdir(self, name):
        with self._asked():
            return super().listdir(name)

    def size(self, name):
        with self._asked():
            return super().size(name)

    def get_modified_time(self, name):
        with self._asked():
            return super().get_modified_time(name)

    def all_files(self):
        """Yields name, size and mark of each; the mark is another when the content is."""
        folder = f"{self.location.strip('/')}/".lstrip("/")
        with self._asked():
            for found in self.bucket.objects.filter(Prefix=folder):
                yield found.key.removeprefix(folder), found.size, found.e_tag

    def put(self, name, content) -> None:
        """Under this very name, whatever was there: a copy that is brought back."""
        with self._asked():
            super()._save(name, content)

    def _key(self, name) -> str:
        return self._normalize_name(name)

    @contextmanager
    def _asked(self):
        with self._away.asking(no_answer=NoAnswer, told=NoAnswer), _in_our_words():
            yield


@contextmanager
def _in_our_words():
    """A file that is not there, or a store that is away; what uses files needs to know no more."""
    try:
        yield
    except (ConnectTimeoutError, ReadTimeoutError) as error:
        raise NoAnswer(type(error).__name__) from error
    except ClientError as error:
        if error.response["Error"]["Code"] in NOT_THERE:
            raise FileNotFoundError("It is not in the store.") from error
        raise StoreAway(error.response["Error"]["Code"]) from error
    except (BotoCoreError, HTTPClientError) as error:
        raise StoreAway(type(error).__name__) from error
