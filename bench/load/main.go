// Command load sends ready-made HTTP/1.1 requests over keep-alive connections and counts the answers.
//
// Every request is formatted and signed (SigV4) before the clock starts, so that the generator costs as
// little as it can beside the server that it measures. It prints one line of JSON.
//
//	load -endpoint http://127.0.0.1:9000 -paths FILE -conns 32 -seconds 5
//	load -endpoint ... -op put -paths FILE -size 4096 -conns 8 -seconds 5
//	load -endpoint ... -paths FILE -emit FILE     writes the signed headers for wrk and ends
//
// FILE holds one path with its query a line, percent-encoded. LOAD_ACCESS_KEY and LOAD_SECRET_KEY sign;
// without them requests are anonymous.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"
)

type options struct {
	endpoint string
	op       string
	paths    string
	size     int
	payload  string
	body     string
	conns    int
	seconds  float64
	requests int
	emit     string
	idle     time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.endpoint, "endpoint", "", "http://HOST:PORT")
	flag.StringVar(&o.op, "op", "get", "get or put")
	flag.StringVar(&o.paths, "paths", "", "a file of paths")
	flag.IntVar(&o.size, "size", 0, "bytes of each body")
	flag.StringVar(&o.body, "body", "", "a file to send as each body, instead of random bytes")
	flag.StringVar(&o.payload, "payload", "unsigned", "unsigned or signed bodies")
	flag.IntVar(&o.conns, "conns", 1, "connections")
	flag.Float64Var(&o.seconds, "seconds", 5, "how long")
	flag.IntVar(&o.requests, "requests", 0, "end after so many answers (0: by time alone)")
	flag.StringVar(&o.emit, "emit", "", "write path, date, hash and authorization for wrk, and end")
	flag.DurationVar(&o.idle, "idle", 0, "hold the connections so long before the first request")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	target, err := url.Parse(o.endpoint)
	if err != nil || target.Host == "" {
		return fmt.Errorf("-endpoint %q is no address", o.endpoint)
	}
	paths, err := lines(o.paths)
	if err != nil {
		return err
	}
	keys := credentials{os.Getenv("LOAD_ACCESS_KEY"), os.Getenv("LOAD_SECRET_KEY")}
	if o.emit != "" {
		return emit(o.emit, target.Host, paths, keys)
	}
	requests, err := prepare(o, target.Host, paths, keys)
	if err != nil {
		return err
	}
	result, err := drive(o, target.Host, requests)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

func lines(file string) ([]string, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var all []string
	scanner := bufio.NewScanner(in)
	for scanner.Scan() {
		if line := strings.TrimSpace(scanner.Text()); line != "" {
			all = append(all, line)
		}
	}
	if len(all) == 0 && scanner.Err() == nil {
		return nil, fmt.Errorf("%s holds no path", file)
	}
	return all, scanner.Err()
}
