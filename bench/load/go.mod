module openfiles/bench/load

go 1.25
