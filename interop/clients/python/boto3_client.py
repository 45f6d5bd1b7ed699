"""Runs one scenario of boto3 against the endpoint of the environment (AWS_ENDPOINT_URL, keys, region).

    boto3_client.py SCENARIO BUCKET

Ends with 0 when every byte came back as it went in.
"""

import hashlib
import io
import os
import sys
import tempfile
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

# Without a signature version boto3 presigns with SigV2.
SETTINGS = Config(signature_version="s3v4", s3={"addressing_style": "path"})
s3 = boto3.client("s3", config=SETTINGS)
CHECKSUMS = ("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256")


def same(got: bytes, want: bytes, what: str) -> None:
    if hashlib.sha256(got).digest() != hashlib.sha256(want).digest():
        raise AssertionError(f"{what}: {len(want)} bytes went in, other {len(got)} bytes came back")


def fetched(bucket: str, key: str, **more) -> bytes:
    return s3.get_object(Bucket=bucket, Key=key, **more)["Body"].read()


def refused(status: int, code: str, call, **arguments) -> None:
    try:
        call(**arguments)
    except ClientError as e:
        got = (e.response["ResponseMetadata"]["HTTPStatusCode"], e.response["Error"]["Code"])
        assert got == (status, code), f"{got} instead of {(status, code)}"
    else:
        raise AssertionError(f"accepted, instead of {status} {code}")


def checksums(bucket: str) -> None:
    """Every algorithm: computed by the SDK, answered, verified by the SDK on the way back."""
    for algorithm in CHECKSUMS:
        body, key, field = os.urandom(70_000), f"sum/{algorithm}", f"Checksum{algorithm}"
        put = s3.put_object(Bucket=bucket, Key=key, Body=body, ChecksumAlgorithm=algorithm)
        head = s3.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
        assert put[field] == head[field], f"{algorithm}: {put[field]} then {head[field]}"
        same(fetched(bucket, key, ChecksumMode="ENABLED"), body, key)
        attributes = s3.get_object_attributes(Bucket=bucket, Key=key, ObjectAttributes=["Checksum", "ObjectSize"])
        assert attributes["Checksum"][field] == put[field]
        assert attributes["ObjectSize"] == len(body)
    refused(400, "BadDigest", s3.put_object, Bucket=bucket, Key="bad", Body=b"a", ChecksumCRC32="AAAAAA==")
    refused(404, "404", s3.head_object, Bucket=bucket, Key="bad")


def multipart_checksums(bucket: str) -> None:
    """Composite checksums (SHA256, CRC32) and the full-object CRC64NVME over the same three parts."""
    parts = [os.urandom(5 << 20), os.urandom(5 << 20), os.urandom(1234)]
    for algorithm, kind in (("SHA256", "COMPOSITE"), ("CRC32", "COMPOSITE"), ("CRC64NVME", "FULL_OBJECT")):
        key, field = f"parts/{algorithm}", f"Checksum{algorithm}"
        where = {"Bucket": bucket, "Key": key}
        upload = s3.create_multipart_upload(**where, ChecksumAlgorithm=algorithm, ChecksumType=kind)["UploadId"]
        done = []
        for number, part in enumerate(parts, 1):
            put = s3.upload_part(**where, UploadId=upload, PartNumber=number, Body=part, ChecksumAlgorithm=algorithm)
            done.append({"PartNumber": number, "ETag": put["ETag"], field: put[field]})
        s3.complete_multipart_upload(**where, UploadId=upload, MultipartUpload={"Parts": done}, ChecksumType=kind)
        head = s3.head_object(**where, ChecksumMode="ENABLED")
        assert head["ChecksumType"] == kind, head["ChecksumType"]
        assert head[field].endswith("-3") == (kind == "COMPOSITE"), head[field]
        same(fetched(bucket, key), b"".join(parts), key)
        same(fetched(bucket, key, PartNumber=3), parts[2], f"{key} part 3")


def trailer(bucket: str) -> None:
    """Over TLS botocore streams the body aws-chunked and puts the checksum into the trailer."""
    assert s3.meta.endpoint_url.startswith("https"), "this scenario needs TLS"
    for algorithm in CHECKSUMS:
        body, key = os.urandom(1_500_001), f"trailer/{algorithm}"
        s3.put_object(Bucket=bucket, Key=key, Body=io.BytesIO(body), ChecksumAlgorithm=algorithm)
        same(fetched(bucket, key, ChecksumMode="ENABLED"), body, key)


def transfer(bucket: str) -> None:
    """upload_file and download_file: parts in threads, 20 MiB."""
    body, key = os.urandom((20 << 20) + 7), "transfer/big file.bin"
    config = TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=8 << 20)
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in"), os.path.join(folder, "out")
        with open(source, "wb") as f:
            f.write(body)
        extra = {"Metadata": {"colour": "blue"}, "ContentType": "application/x-test"}
        s3.upload_file(source, bucket, key, Config=config, ExtraArgs=extra)
        s3.download_file(bucket, key, target, Config=config)
        with open(target, "rb") as f:
            same(f.read(), body, key)
    head = s3.head_object(Bucket=bucket, Key=key)
    assert head["ETag"].endswith('-3"'), head["ETag"]
    assert head["Metadata"] == {"colour": "blue"} and head["ContentType"] == "application/x-test", head
    s3.copy({"Bucket": bucket, "Key": key}, bucket, "transfer/copy", Config=config)
    same(fetched(bucket, "transfer/copy"), body, "transfer/copy")


def presigned_post(bucket: str) -> None:
    body, key = os.urandom(5_000), "posted/é.bin"
    fields = {"Content-Type": "image/png", "x-amz-meta-colour": "blue"}
    conditions = [{"Content-Type": "image/png"}, {"x-amz-meta-colour": "blue"}, ["content-length-range", 1, 9_999]]
    post = s3.generate_presigned_post(bucket, key, Fields=fields, Conditions=conditions, ExpiresIn=60)
    assert form(post, body) == 204
    back = s3.get_object(Bucket=bucket, Key=key)
    same(back["Body"].read(), body, key)
    assert back["ContentType"] == "image/png" and back["Metadata"] == {"colour": "blue"}, back
    assert form(post, os.urandom(10_000)) == 400, "a body over content-length-range was taken"
    post["fields"]["x-amz-meta-colour"] = "red"
    assert form(post, body) == 403, "a field that contradicts the policy was taken"


def form(post: dict, body: bytes) -> int:
    """POSTs multipart/form-data as a browser does; the status."""
    mark = "----openfiles" + os.urandom(8).hex()
    out = io.BytesIO()
    for name, value in post["fields"].items():
        out.write(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    out.write(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'.encode())
    out.write(body + f"\r\n--{mark}--\r\n".encode())
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    request = urllib.request.Request(post["url"], out.getvalue(), kind, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as e:
        print(e.code, e.read().decode())
        return e.code


def pages(bucket: str) -> None:
    keys = sorted((f"pages/{i % 3}/{i:02} ü\n\x01&<\U0001f600" for i in range(25)), key=str.encode)
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    for operation in ("list_objects_v2", "list_objects"):
        pager = s3.get_paginator(operation)
        pages = pager.paginate(Bucket=bucket, PaginationConfig={"PageSize": 4})
        found = [o["Key"] for page in pages for o in page["Contents"]]
        assert found == keys, f"{operation}: {found}"
    pager = s3.get_paginator("list_objects_v2")
    grouped = pager.paginate(Bucket=bucket, Prefix="pages/", Delimiter="/", PaginationConfig={"PageSize": 2})
    groups = [g["Prefix"] for page in grouped for g in page.get("CommonPrefixes", [])]
    assert groups == ["pages/0/", "pages/1/", "pages/2/"], groups
    # Quiet: an XML parser refuses the control character in the names of what was deleted.
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys], "Quiet": True})
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def conditional(bucket: str) -> None:
    where = {"Bucket": bucket, "Key": "conditional"}
    first = s3.put_object(**where, Body=b"first", IfNoneMatch="*")["ETag"]
    refused(412, "PreconditionFailed", s3.put_object, **where, Body=b"x", IfNoneMatch="*")
    second = s3.put_object(**where, Body=b"second", IfMatch=first)["ETag"]
    refused(412, "PreconditionFailed", s3.put_object, **where, Body=b"x", IfMatch=first)
    refused(404, "NoSuchKey", s3.put_object, Bucket=bucket, Key="absent", Body=b"x", IfMatch=first)
    refused(304, "304", s3.get_object, **where, IfNoneMatch=second)
    refused(412, "PreconditionFailed", s3.get_object, **where, IfMatch=first)
    same(fetched(bucket, "conditional", IfMatch=second), b"second", "conditional")
    refused(412, "PreconditionFailed", s3.delete_object, **where, IfMatch=first)
    s3.delete_object(**where, IfMatch=second)
    refused(404, "NoSuchKey", s3.get_object, **where)


def resource(bucket: str) -> None:
    """The resource API, and what a program does first with it."""
    made = boto3.resource("s3", config=SETTINGS).Bucket(bucket)
    body = os.urandom(100_000)
    item = made.Object("resource/a.bin")
    item.put(Body=body, Metadata={"k": "v"}, CacheControl="max-age=1")
    item.reload()
    assert (item.content_length, item.metadata, item.cache_control) == (len(body), {"k": "v"}, "max-age=1")
    made.Object("resource/b.bin").copy_from(CopySource={"Bucket": bucket, "Key": item.key})
    same(made.Object("resource/b.bin").get()["Body"].read(), body, "resource/b.bin")
    same(item.get(Range="bytes=-7")["Body"].read(), body[-7:], "the last seven bytes")
    buffer = io.BytesIO()
    item.download_fileobj(buffer)
    same(buffer.getvalue(), body, "download_fileobj")
    assert [o.key for o in made.objects.filter(Prefix="resource/")] == ["resource/a.bin", "resource/b.bin"]
    made.objects.all().delete()
    assert not list(made.objects.all())


SCENARIOS = (checksums, multipart_checksums, trailer, transfer, presigned_post, pages, conditional, resource)

if __name__ == "__main__":
    {scenario.__name__: scenario for scenario in SCENARIOS}[sys.argv[1]](sys.argv[2])
