// Runs one scenario of the AWS SDK for JavaScript v3 against the endpoint of the environment
// (AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION).
//
//   node client.mjs MODULES SCENARIO BUCKET
//
// MODULES is the folder that holds node_modules. Ends with 0 when every byte came back as it went in.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { Readable } from "node:stream";

const [modules, scenario, Bucket] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const s3 = require("@aws-sdk/client-s3");
const { Upload } = require("@aws-sdk/lib-storage");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const { createPresignedPost } = require("@aws-sdk/s3-presigned-post");

const client = new s3.S3Client({ forcePathStyle: true });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const same = (got, want, what) => assert.equal(sha256(got), sha256(want), what);

async function fetched(Key) {
  const answer = await client.send(new s3.GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  return { ...answer, bytes: await answer.Body.transformToByteArray() };
}

async function answered(response) {
  const body = Buffer.from(await response.arrayBuffer());
  assert.ok(response.ok, `${response.status} ${response.url}\n${body}`);
  return body;
}

const scenarios = {
  /** lib-storage: a stream of unknown length, sent as parts. */
  async upload() {
    const body = randomBytes(12 << 20);
    const Key = "upload/größe ✓.bin";
    const Body = Readable.from(pieces(body, 700_001));
    const params = { Bucket, Key, Body, Metadata: { colour: "blue" } };
    const upload = new Upload({ client, params, partSize: 5 << 20 });
    const done = await upload.done();
    assert.match(done.ETag, /-3"$/);
    const back = await fetched(Key);
    same(back.bytes, body, Key);
    assert.deepEqual(back.Metadata, { colour: "blue" });
  },

  /** A stream of known length goes aws-chunked with a trailing checksum, over plain HTTP too. */
  async trailer() {
    for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
      const body = randomBytes(200_003);
      const Key = `trailer/${ChecksumAlgorithm}`;
      const Body = Readable.from(pieces(body, 66_000));
      const put = new s3.PutObjectCommand({ Bucket, Key, Body, ContentLength: body.length, ChecksumAlgorithm });
      const answer = await client.send(put);
      assert.ok(answer[`Checksum${ChecksumAlgorithm}`], `no ${ChecksumAlgorithm} in the answer`);
      same((await fetched(Key)).bytes, body, Key);
    }
  },

  async presigned() {
    const body = randomBytes(10_000);
    const Key = "presigned/a b+c&d=e.txt";
    const put = await getSignedUrl(client, new s3.PutObjectCommand({ Bucket, Key }), { expiresIn: 60 });
    await answered(await fetch(put, { method: "PUT", body }));
    const get = await getSignedUrl(client, new s3.GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });
    same(await answered(await fetch(get)), body, Key);
  },

  async post() {
    const body = randomBytes(10_000);
    const Key = "posted.bin";
    const Conditions = [["content-length-range", 1, 20_000]];
    const { url, fields } = await createPresignedPost(client, { Bucket, Key, Conditions, Expires: 60 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([body]), "posted.bin");
    await answered(await fetch(url, { method: "POST", body: form }));
    same((await fetched(Key)).bytes, body, Key);
  },

  async pages() {
    const keys = Array.from({ length: 25 }, (_, i) => `pages/${String(i).padStart(2, "0")} ü`);
    await Promise.all(keys.map((Key) => client.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }))));
    const listed = [];
    for await (const page of s3.paginateListObjectsV2({ client, pageSize: 7 }, { Bucket, Prefix: "pages/" })) {
      listed.push(...page.Contents.map((object) => object.Key));
    }
    assert.deepEqual(listed, keys);
    const Objects = keys.map((Key) => ({ Key }));
    const deleted = await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.equal(deleted.Deleted.length, keys.length);
    const after = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: "pages/" }));
    assert.equal(after.KeyCount, 0);
  },
};

function* pieces(body, size) {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

assert.ok(scenarios[scenario], `scenarios: ${Object.keys(scenarios).join(" ")}`);
await scenarios[scenario]();
