package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Result is what one run measured. Errors are answers that are not 2xx, and broken connections.
type Result struct {
	Requests    int     `json:"requests"`
	Errors      int     `json:"errors"`
	FirstError  string  `json:"first_error,omitempty"`
	Bytes       int64   `json:"bytes"`
	Seconds     float64 `json:"seconds"`
	Connections int     `json:"connections"`
	P50Millis   float64 `json:"p50_ms"`
	P99Millis   float64 `json:"p99_ms"`
	MaxMillis   float64 `json:"max_ms"`
}

type worker struct {
	connection net.Conn
	reader     *bufio.Reader
	latencies  []time.Duration
	bytes      int64
	errors     int
	first      error
}

// drive opens every connection first, and only then lets the requests go.
func drive(o options, address string, requests []request) (Result, error) {
	workers := make([]*worker, o.conns)
	for i := range workers {
		connection, err := net.DialTimeout("tcp", address, 10*time.Second)
		if err != nil {
			return Result{}, fmt.Errorf("connection %d of %d: %w", i+1, o.conns, err)
		}
		defer connection.Close()
		workers[i] = &worker{connection: connection, reader: bufio.NewReaderSize(connection, 1<<14)}
	}
	time.Sleep(o.idle)
	var next, answered atomic.Int64
	var group sync.WaitGroup
	start := time.Now()
	end := start.Add(time.Duration(o.seconds * float64(time.Second)))
	for _, w := range workers {
		group.Go(func() {
			for time.Now().Before(end) && (o.requests == 0 || answered.Add(1) <= int64(o.requests)) {
				if !w.exchange(&requests[int(next.Add(1)-1)%len(requests)]) {
					return
				}
			}
		})
	}
	group.Wait()
	return sum(workers, time.Since(start)), nil
}

// exchange sends one request and reads its answer; false when the connection cannot go on.
func (w *worker) exchange(r *request) bool {
	start := time.Now()
	w.connection.SetDeadline(start.Add(60 * time.Second))
	buffers := net.Buffers{r.head, r.body}
	if len(r.body) == 0 {
		buffers = buffers[:1]
	}
	if _, err := buffers.WriteTo(w.connection); err != nil {
		return w.broken(err)
	}
	status, size, err := w.answer()
	if err != nil {
		return w.broken(err)
	}
	w.latencies = append(w.latencies, time.Since(start))
	w.bytes += size + int64(len(r.body))
	if status/100 != 2 {
		w.errors++
		if w.first == nil {
			w.first = fmt.Errorf("status %d", status)
		}
	}
	return true
}

func (w *worker) broken(err error) bool {
	w.errors++
	w.first = err
	return false
}

var (
	contentLength = []byte("content-length:")
	chunked       = []byte("transfer-encoding: chunked")
)

// answer reads one response and drops its body, whose size it answers.
func (w *worker) answer() (status int, size int64, err error) {
	line, err := w.reader.ReadSlice('\n')
	if err != nil {
		return 0, 0, err
	}
	if len(line) < 12 {
		return 0, 0, fmt.Errorf("no status line: %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, 0, err
	}
	isChunked := false
	for {
		if line, err = w.reader.ReadSlice('\n'); err != nil {
			return 0, 0, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if len(line) > 15 && bytes.EqualFold(line[:15], contentLength) {
			if size, err = strconv.ParseInt(string(bytes.TrimSpace(line[15:])), 10, 64); err != nil {
				return 0, 0, err
			}
		} else if bytes.EqualFold(line, chunked) {
			isChunked = true
		}
	}
	if isChunked {
		size, err = w.dropChunks()
		return status, size, err
	}
	_, err = w.drop(size)
	return status, size, err
}

func (w *worker) dropChunks() (total int64, err error) {
	for {
		line, err := w.reader.ReadSlice('\n')
		if err != nil {
			return total, err
		}
		digits, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
		size, err := strconv.ParseInt(string(digits), 16, 64)
		if err != nil {
			return total, err
		}
		if _, err := w.drop(size + 2); err != nil {
			return total, err
		}
		if size == 0 {
			return total, nil
		}
		total += size
	}
}

// drop reads large bodies past the buffered reader, with a buffer that is big enough not to cost.
func (w *worker) drop(size int64) (int64, error) {
	dropped, err := w.reader.Discard(int(min(size, int64(w.reader.Buffered()))))
	if err != nil || int64(dropped) == size {
		return int64(dropped), err
	}
	rest := size - int64(dropped)
	if rest < 1<<16 {
		n, err := w.reader.Discard(int(rest))
		return int64(dropped + n), err
	}
	buffer := sink.Get().(*[]byte)
	defer sink.Put(buffer)
	source := struct{ io.Reader }{io.LimitReader(w.connection, rest)}
	n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, source, *buffer)
	if err == nil && n < rest {
		err = io.ErrUnexpectedEOF
	}
	return int64(dropped) + n, err
}

var sink = sync.Pool{New: func() any { b := make([]byte, 1<<18); return &b }}

func sum(workers []*worker, took time.Duration) Result {
	result := Result{Connections: len(workers), Seconds: took.Seconds()}
	var all []time.Duration
	var first error
	for _, w := range workers {
		all = append(all, w.latencies...)
		result.Bytes += w.bytes
		result.Errors += w.errors
		first = errors.Join(first, w.first)
		if first != nil && result.FirstError == "" {
			result.FirstError = first.Error()
		}
	}
	result.Requests = len(all)
	if len(all) > 0 {
		slices.Sort(all)
		at := func(share float64) float64 {
			return float64(all[int(share*float64(len(all)-1))].Microseconds()) / 1000
		}
		result.P50Millis, result.P99Millis, result.MaxMillis = at(0.5), at(0.99), at(1)
	}
	return result
}
