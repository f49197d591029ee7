"""What STORAGE_URL says: s3://key:secret@host/bucket/folder?region=eu-west-2, or s3+http:// on a line of our own.

Without a key in it, the client takes what the machine gives it (its role, or AWS_ACCESS_KEY_ID).
"""

from urllib.parse import parse_qs, unquote, urlsplit


def storage(address: str) -> dict:
    """For STORAGES: a folder of this machine, or the store that the address names."""
    if not address:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    backend = "coproduction_site.uploads.object_store.ObjectStore"
    return {"BACKEND": backend, "OPTIONS": options(address)}


def options(address: str) -> dict:
    parts = urlsplit(address)
    bucket, _, folder = unquote(parts.path).strip("/").partition("/")
    scheme = "http" if parts.scheme == "s3+http" else "https"
    found = {
        "endpoint_url": f"{scheme}://{parts.netloc.rpartition('@')[2]}",
        "bucket_name": bucket,
        "location": folder,
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
    }
    if parts.username:
        keys = {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
        found |= keys | {"security_token": None}
    return found
