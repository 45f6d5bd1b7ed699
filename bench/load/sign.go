package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

const (
	region   = "us-east-1"
	unsigned = "UNSIGNED-PAYLOAD"
)

type credentials struct{ access, secret string }

// request is what goes over the wire: the head with its blank line, then the body.
type request struct{ head, body []byte }

// prepare formats one request for each path. A few bodies are shared by all of them.
func prepare(o options, host string, paths []string, keys credentials) ([]request, error) {
	bodies, hashes, err := bodies(o)
	if err != nil {
		return nil, err
	}
	method := strings.ToUpper(o.op)
	now := time.Now().UTC()
	requests := make([]request, len(paths))
	for i, path := range paths {
		var head strings.Builder
		fmt.Fprintf(&head, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, path, host)
		body := []byte(nil)
		hash := unsigned
		if method == "PUT" {
			body = bodies[i%len(bodies)]
			hash = hashes[i%len(bodies)]
			fmt.Fprintf(&head, "Content-Length: %d\r\n", len(body))
		}
		if keys.access != "" {
			head.WriteString(signature(method, host, path, hash, now, keys).headers())
		}
		head.WriteString("\r\n")
		requests[i] = request{[]byte(head.String()), body}
	}
	return requests, nil
}

func bodies(o options) (bodies [][]byte, hashes []string, err error) {
	for range 4 {
		body := make([]byte, o.size)
		rand.Read(body)
		if o.body != "" {
			if body, err = os.ReadFile(o.body); err != nil {
				return nil, nil, err
			}
		}
		hash := unsigned
		if o.payload == "signed" {
			sum := sha256.Sum256(body)
			hash = hex.EncodeToString(sum[:])
		}
		bodies = append(bodies, body)
		hashes = append(hashes, hash)
	}
	return bodies, hashes, nil
}

type signed struct{ date, hash, authorization string }

func (s signed) headers() string {
	const form = "x-amz-date: %s\r\nx-amz-content-sha256: %s\r\nAuthorization: %s\r\n"
	return fmt.Sprintf(form, s.date, s.hash, s.authorization)
}

// signature is AWS Signature Version 4 over host, date and payload hash. The path is percent-encoded as
// S3 wants it; the query need only be percent-encoded, its order is put right here.
func signature(method, host, pathAndQuery, hash string, now time.Time, keys credentials) signed {
	date := now.Format("20060102T150405Z")
	path, query, _ := strings.Cut(pathAndQuery, "?")
	canonical := strings.Join([]string{
		method, path, canonicalQuery(query),
		"host:" + host, "x-amz-content-sha256:" + hash, "x-amz-date:" + date, "",
		"host;x-amz-content-sha256;x-amz-date", hash,
	}, "\n")
	scope := date[:8] + "/" + region + "/s3/aws4_request"
	sum := sha256.Sum256([]byte(canonical))
	toSign := "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hex.EncodeToString(sum[:])
	key := []byte("AWS4" + keys.secret)
	for _, part := range []string{date[:8], region, "s3", "aws4_request", toSign} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	authorization := fmt.Sprintf(
		"AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=%x",
		keys.access, scope, key)
	return signed{date, hash, authorization}
}

func canonicalQuery(query string) string {
	if query == "" {
		return ""
	}
	var pairs []string
	for _, pair := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		pairs = append(pairs, encode(name)+"="+encode(value))
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

func encode(text string) string {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		plain = text
	}
	return strings.ReplaceAll(url.QueryEscape(plain), "+", "%20")
}

// emit writes a line for each path that wrk's script turns into a request: path, date, hash, authorization.
func emit(file, host string, paths []string, keys credentials) error {
	var out strings.Builder
	now := time.Now().UTC()
	for _, path := range paths {
		if keys.access == "" {
			fmt.Fprintf(&out, "%s\n", path)
			continue
		}
		s := signature("GET", host, path, unsigned, now, keys)
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\n", path, s.date, s.hash, s.authorization)
	}
	return os.WriteFile(file, []byte(out.String()), 0o600)
}
