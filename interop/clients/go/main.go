// Command s3client-go runs one scenario of the AWS SDK for Go v2 against the endpoint of the
// environment (AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION).
//
//	s3client-go SCENARIO BUCKET
//
// It ends with 0 when every byte came back as it went in.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type scenario func(context.Context, *s3.Client, string) error

var scenarios = map[string]scenario{
	"manager":     uploadAndDownload,
	"checksums":   checksums,
	"trailer":     trailer,
	"presign":     presign,
	"pages":       pages,
	"conditional": conditional,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "s3client-go:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 || scenarios[args[0]] == nil {
		return errors.New("usage: s3client-go manager|checksums|trailer|presign|pages|conditional BUCKET")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	client := s3.NewFromConfig(settings, func(o *s3.Options) { o.UsePathStyle = true })
	return scenarios[args[0]](ctx, client, args[1])
}
