#!/bin/sh
# Builds the fuzzers apart from everything else and runs each for its share of the time.
#   fuzz.sh SWIFT BUILD_DIR SECONDS
# What they think up stays in BUILD_DIR/corpus, so that the next run goes on from there; an input
# that stops a reader is left in BUILD_DIR, to be put into Tests/Fuzz/Corpus with the fix.
set -eu
swift=$1 build=$2 seconds=$(($3 / 3))

for name in yaml cel tables; do
    "$swift" build -c release --sanitize fuzzer --scratch-path "$build" --product "fuzz-$name"
done
bin=$("$swift" build -c release --sanitize fuzzer --scratch-path "$build" --show-bin-path)
for name in yaml cel tables; do
    mkdir -p "$build/corpus/$name"
    echo "fuzz-$name: $seconds s"
    "$bin/fuzz-$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
        -verbosity=0 -print_final_stats=1 -artifact_prefix="$build/$name-" \
        "$build/corpus/$name" "Tests/Fuzz/Corpus/$name" 2>"$build/$name.log" || {
        tail -40 "$build/$name.log"
        exit 1
    }
    grep -E "number_of_executed_units|new_units_added" "$build/$name.log"
done
