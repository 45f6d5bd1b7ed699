-- Sends the requests of a file, one a line: path, or path, date, payload hash and authorization by tabs.
-- They are formatted before the clock starts. Prints one line of JSON at the end.
local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, date, hash, authorization = line:match("^([^\t]+)\t?([^\t]*)\t?([^\t]*)\t?(.*)$")
    local headers = {}
    if date ~= "" then
      headers["x-amz-date"] = date
      headers["x-amz-content-sha256"] = hash
      headers["Authorization"] = authorization
    end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"errors":%d,"bytes":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f}\n',
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout, summary.bytes,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
