package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

func random(size int) []byte {
	body := make([]byte, size)
	rand.Read(body)
	return body
}

func same(what string, want, got []byte) error {
	if sha256.Sum256(want) != sha256.Sum256(got) {
		return fmt.Errorf("%s: %d bytes went in, other %d bytes came back", what, len(want), len(got))
	}
	return nil
}

func fetched(ctx context.Context, client *s3.Client, bucket, key string) ([]byte, error) {
	out, err := client.GetObject(ctx, &s3.GetObjectInput{
		Bucket: &bucket, Key: &key, ChecksumMode: types.ChecksumModeEnabled,
	})
	if err != nil {
		return nil, err
	}
	defer out.Body.Close()
	return io.ReadAll(out.Body)
}

// uploadAndDownload moves 20 MiB as parts in both directions.
func uploadAndDownload(ctx context.Context, client *s3.Client, bucket string) error {
	body, key := random(20<<20), "manager/großes objekt.bin"
	uploader := manager.NewUploader(client, func(u *manager.Uploader) { u.PartSize = 5 << 20 })
	up, err := uploader.Upload(ctx, &s3.PutObjectInput{
		Bucket: &bucket, Key: &key, Body: bytes.NewReader(body), Metadata: map[string]string{"colour": "blue"},
	})
	if err != nil {
		return err
	}
	if len(up.CompletedParts) != 4 {
		return fmt.Errorf("%d parts instead of 4", len(up.CompletedParts))
	}
	target := manager.NewWriteAtBuffer(nil)
	downloader := manager.NewDownloader(client, func(d *manager.Downloader) { d.PartSize = 6 << 20 })
	if _, err := downloader.Download(ctx, target, &s3.GetObjectInput{Bucket: &bucket, Key: &key}); err != nil {
		return err
	}
	head, err := client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return err
	}
	if head.Metadata["colour"] != "blue" {
		return fmt.Errorf("metadata came back as %v", head.Metadata)
	}
	return same(key, body, target.Bytes())
}

// checksums lets the SDK compute each algorithm on the way in and verify it on the way out.
func checksums(ctx context.Context, client *s3.Client, bucket string) error {
	for _, algorithm := range []types.ChecksumAlgorithm{
		types.ChecksumAlgorithmCrc32, types.ChecksumAlgorithmCrc32c, types.ChecksumAlgorithmCrc64nvme,
		types.ChecksumAlgorithmSha1, types.ChecksumAlgorithmSha256,
	} {
		body, key := random(70_000), "checksum/"+string(algorithm)
		put, err := client.PutObject(ctx, &s3.PutObjectInput{
			Bucket: &bucket, Key: &key, Body: bytes.NewReader(body), ChecksumAlgorithm: algorithm,
		})
		if err != nil {
			return fmt.Errorf("%s: %w", algorithm, err)
		}
		sums := []*string{put.ChecksumCRC32, put.ChecksumCRC32C, put.ChecksumCRC64NVME, put.ChecksumSHA1, put.ChecksumSHA256}
		answered := 0
		for _, sum := range sums {
			if sum != nil {
				answered++
			}
		}
		if answered != 1 {
			return fmt.Errorf("%s: the answer to PutObject has %d checksums", algorithm, answered)
		}
		got, err := fetched(ctx, client, bucket, key)
		if err != nil {
			return fmt.Errorf("%s: %w", algorithm, err)
		}
		if err := same(key, body, got); err != nil {
			return err
		}
	}
	return nil
}

// trailer sends a stream that cannot seek: over TLS the SDK uses STREAMING-UNSIGNED-PAYLOAD-TRAILER.
func trailer(ctx context.Context, client *s3.Client, bucket string) error {
	body, key := random(3_000_001), "trailer"
	size := int64(len(body))
	_, err := client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &bucket, Key: &key, Body: io.MultiReader(bytes.NewReader(body)), ContentLength: &size,
		ChecksumAlgorithm: types.ChecksumAlgorithmCrc32c,
	})
	if err != nil {
		return err
	}
	got, err := fetched(ctx, client, bucket, key)
	if err != nil {
		return err
	}
	return same(key, body, got)
}

func presign(ctx context.Context, client *s3.Client, bucket string) error {
	body, key := random(10_000), "presigned/a b+c&d=e.txt"
	signer := s3.NewPresignClient(client)
	put, err := signer.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, put.Method, put.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if _, err := answer(request); err != nil {
		return err
	}
	get, err := signer.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return err
	}
	request, err = http.NewRequestWithContext(ctx, get.Method, get.URL, nil)
	if err != nil {
		return err
	}
	got, err := answer(request)
	if err != nil {
		return err
	}
	return same(key, body, got)
}

func answer(request *http.Request) ([]byte, error) {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s: %s", request.Method, request.URL, response.Status, body)
	}
	return body, err
}

func pages(ctx context.Context, client *s3.Client, bucket string) error {
	want := map[string]bool{}
	for i := range 25 {
		key := fmt.Sprintf("pages/%02d-%c", i, rune(0x1F600+i))
		if _, err := client.PutObject(ctx, &s3.PutObjectInput{
			Bucket: &bucket, Key: &key, Body: bytes.NewReader([]byte(key)),
		}); err != nil {
			return err
		}
		want[key] = true
	}
	listing := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{
		Bucket: &bucket, Prefix: aws.String("pages/"), MaxKeys: aws.Int32(7),
	})
	count := 0
	for ; listing.HasMorePages(); count++ {
		page, err := listing.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, object := range page.Contents {
			if !want[*object.Key] {
				return fmt.Errorf("%q was listed twice or never written", *object.Key)
			}
			delete(want, *object.Key)
		}
	}
	if count != 4 || len(want) != 0 {
		return fmt.Errorf("%d pages instead of 4, not listed: %v", count, want)
	}
	return nil
}

func conditional(ctx context.Context, client *s3.Client, bucket string) error {
	key := "conditional"
	create := &s3.PutObjectInput{Bucket: &bucket, Key: &key, IfNoneMatch: aws.String("*")}
	create.Body = bytes.NewReader([]byte("first"))
	first, err := client.PutObject(ctx, create)
	if err != nil {
		return err
	}
	create.Body = bytes.NewReader([]byte("second"))
	if _, err := client.PutObject(ctx, create); code(err) != "PreconditionFailed" {
		return fmt.Errorf("If-None-Match: * over an object was answered by %v", err)
	}
	replace := &s3.PutObjectInput{Bucket: &bucket, Key: &key, IfMatch: first.ETag, Body: bytes.NewReader([]byte("third"))}
	if _, err := client.PutObject(ctx, replace); err != nil {
		return err
	}
	got, err := fetched(ctx, client, bucket, key)
	if err != nil {
		return err
	}
	return same(key, []byte("third"), got)
}

func code(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) {
		return api.ErrorCode()
	}
	return ""
}
