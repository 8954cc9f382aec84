# Chunks and control messages against the specification. senders/publish.mjs publishes to nginx, whose answer is real.

scenario chunk-size-zero
fault_chunk_size_zero() { publishes chunk-size-zero chunk.size-zero error '{ "size": 0 }' "a sender that sets the chunk size to 0 and goes on with 4096"; }

scenario chunk-size-above-limit
fault_chunk_size_above_limit() {
  publishes chunk-size-limit chunk.size-above-limit error '{ "size": 2147487744 }' "a sender that sets the chunk size to 0x80001000 and goes on with 4096"
}

scenario chunk-size-one
fault_chunk_size_one() { movie 1; publishes chunk-size-one chunk.size-one warning '{ "size": 1 }' "a sender that sets the chunk size to 1, and keeps to it"; }

scenario chunk-size-not-announced
fault_chunk_size_not_announced() {
  publishes chunk-size-not-announced chunk.size-not-announced error '{ "size": 4096 }' \
    "a sender whose chunks have up to 4096 bytes, though it never sent Set Chunk Size; frame: its first message of media"
}

scenario chunk-fresh-type-3
fault_chunk_fresh_type_3() { publishes fresh-type-3 chunk.fresh-type error '{ "format": 3, "csid": 9 }' "a sender that begins chunk stream 9 with a chunk of format 3"; }

scenario chunk-fresh-type-2
fault_chunk_fresh_type_2() { publishes fresh-type-2 chunk.fresh-type error '{ "format": 2, "csid": 9 }' "a sender that begins chunk stream 9 with a chunk of format 2"; }

scenario chunk-fresh-type-1
fault_chunk_fresh_type_1() { publishes fresh-type-1 chunk.fresh-type warning '{ "format": 1, "csid": 9 }' "a sender that begins chunk stream 9 with a chunk of format 1"; }

scenario extended-timestamp-left-out
fault_extended_timestamp_left_out() {
  publishes extended-left-out chunk.extended-timestamp-left-out warning '{ "firstTimestamp": 16782216 }' \
    "a sender with timestamps above 16777215 that leaves the extended timestamp out of chunks of format 3; frame: the first such message"
}

scenario extended-timestamp-added
fault_extended_timestamp_added() {
  publishes extended-added chunk.extended-timestamp-added error '{ "firstTimestamp": 16782216 }' \
    "a sender with timestamps above 16777215, whose headers of format 1 have small differences: it puts an extended timestamp into the chunks of format 3 all the same; frame: the first such message"
}

scenario delta-as-absolute
fault_delta_as_absolute() {
  publishes delta-as-absolute chunk.delta-as-absolute error '{ "format": 1 }' "a sender that writes absolute timestamps where format 1 has a delta"
}

scenario chunk-garbage
fault_chunk_garbage() { publishes garbage chunk.garbage error '{ "bytes": 38 }' "a sender that writes a line of text between two messages"; }

scenario chunk-garbage-server
fault_chunk_garbage_server() {
  movie 3
  serve garbage
  capture
  node "$senders/play.mjs" 1935 never 3
  end_capture
  tell chunk.garbage error server "$(struck server)" '{ "bytes": 38 }' "a server that writes a line of text between two messages of what it plays"
}

scenario control-on-wrong-stream
fault_control_on_wrong_stream() {
  publishes control-on-wrong-stream chunk.control-on-wrong-stream warning '{ "csid": 7, "streamId": 1, "type": 5 }' \
    "a sender that sends Window Acknowledgement Size on chunk stream 7 and message stream 1"
}

scenario unknown-type
fault_unknown_type() { publishes unknown-type chunk.unknown-type warning '{ "type": 13 }' "a sender that sends a message of type 13"; }

scenario never-completed
fault_never_completed() {
  publishes never-completed chunk.never-completed error '{ "length": 200000, "sent": 4096 }' \
    "a sender that begins a picture of 200000 bytes, sends one chunk of it, and then audio only"
}

scenario interleaved
fault_interleaved() {
  publishes interleaved chunk.interleaved error '{ "length": 6000, "sent": 4096, "csid": 6 }' \
    "a sender that begins a message on a chunk stream where one is not complete"
}

scenario abort-unknown
fault_abort_unknown() { publishes abort-unknown chunk.abort-unknown warning '{ "csid": 40 }' "a sender that aborts a message of chunk stream 40, which there is none of"; }

scenario non-minimal-csid
fault_non_minimal_csid() {
  publishes non-minimal-csid chunk.non-minimal-csid warning '{ "csid": 100 }' "a sender that writes chunk stream id 100 in three bytes, where two do"
}

scenario negative-delta
fault_negative_delta() {
  publishes negative-delta chunk.timestamp-back-without-type-0 error '{ "delta": 16777016 }' \
    "a sender that goes 200 ms back in time with a delta of 0xFFFF38, in a chunk of format 1"
}

# plays FAULT SECONDS FINDING SEVERITY FACTS MADE: senders/play.mjs plays what FFmpeg publishes uncaptured
plays() {
  movie 9 -b:a 24k
  publish
  capture_others
  node "$senders/play.mjs" 1935 "$1" "$2" || die "the player failed"
  end_capture
  stop "$publisher" INT
  tell "$3" "$4" client "" "$5" "$6; the publisher is not captured"
}

scenario ack-none
fault_ack_none() {
  start_nginx '' 'ack_window 5000;'
  plays never 4 ack.none warning '{ "window": 5000 }' "a player that never acknowledges, though nginx announces a window of 5000"
}

scenario ack-impossible
fault_ack_impossible() {
  start_nginx '' 'ack_window 5000;'
  plays impossible 4 ack.impossible warning '{ "tooMuch": 10000000 }' "a player that acknowledges 10 MB more than it received"
}

scenario ack-incremental
fault_ack_incremental() {
  start_nginx '' 'ack_window 5000;'
  plays incremental 4 ack.incremental warning '{ "every": 2500 }' "a player that acknowledges the bytes since its last acknowledgement, not all so far"
}

scenario ack-window-exceeded
fault_ack_window_exceeded() {
  start_nginx '' 'ack_window 3000;'
  plays seldom 5 ack.window-exceeded warning '{ "window": 3000, "every": 20000 }' "a player that acknowledges every 20000 bytes only; nginx announces a window of 3000 and goes on"
}

# published SENDER SERVER: senders/publish.mjs publishes to senders/serve.mjs
published() {
  movie 4
  serve "$2"
  mv "$work/struck" "$work/struck-server"
  capture
  SERVER= node "$senders/publish.mjs" 1935 "$work/movie.flv" "$1" >"$work/struck" || die "the sender failed"
  end_capture
}

scenario ack-none-server
fault_ack_none_server() {
  published announces-window none
  tell ack.none warning server "" '{ "window": 5000 }' "a server that never acknowledges what a sender publishes, who announces a window of 5000"
}

scenario ack-incremental-server
fault_ack_incremental_server() {
  published announces-window acknowledges-differences
  tell ack.incremental warning server "" '{ "every": 2500 }' "a server that acknowledges the bytes since its last acknowledgement, not all so far"
}

scenario ping-unanswered
fault_ping_unanswered() {
  movie 6
  serve pings
  capture
  node "$senders/play.mjs" 1935 never 8
  end_capture
  tell ping.unanswered error client "$(struck server)" '{ "patienceMs": 2000 }' \
    "a player that does not answer the server's Ping Request, and is disconnected 2 s later"
}
