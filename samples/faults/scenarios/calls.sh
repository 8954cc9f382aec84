# Servers that answer wrong, late or not at all: senders/serve.mjs. Each is met by FFmpeg, unless said otherwise.

# served FAULT FINDING SEVERITY SIDE FACTS MADE [URL-PART]: FFmpeg publishes to the server for 4 s at most
served() {
  movie 2
  serve "$1"
  capture
  (server=${7:-$server}; exec timeout -s INT "${patience:-4}" ffmpeg -nostdin -v error -re -i "$work/movie.flv" -c copy -f flv "$server/live/movie") 2>"$work/ffmpeg.log"
  end_capture
  local frame=
  [ -s "$work/struck" ] && frame=$(struck server)
  tell "$2" "$3" "$4" "$frame" "$5" "$6"
}

scenario connect-rejected
fault_connect_rejected() {
  served connect-rejected connect.rejected error server '{ "code": "NetConnection.Connect.Rejected" }' "FFmpeg publishes to a server that has no app of this name"
}

scenario connect-unanswered
fault_connect_unanswered() { served connect-unanswered connect.unanswered error server '{}' "FFmpeg connects to a server that never answers connect; stopped after 4 s"; }

scenario connect-closed-at-once
fault_connect_closed_at_once() {
  served closes-at-once connect.closed-at-once error server '{ "code": "NetConnection.Connect.Success" }' "FFmpeg connects to a server that accepts and closes in the same instant"
}

scenario connect-late
fault_connect_late() {
  patience=8 served connect-late call.late warning server '{ "call": "connect", "milliseconds": 3000 }' "FFmpeg publishes to a server that answers connect after 3 s"
}

scenario auth-needed
fault_auth_needed() {
  served authentication auth.needed error server '{ "method": "adobe" }' "FFmpeg publishes without a user name to a server that wants authmod=adobe"
}

scenario auth-failed
fault_auth_failed() {
  stream=2
  served authentication auth.failed error server '{ "method": "adobe", "reason": "authfailed" }' \
    "FFmpeg publishes with a wrong password to a server that wants authmod=adobe: three connections, the third is rejected" \
    rtmp://someone:wrong@127.0.0.1
  tell auth.failed error server "$(frame_of_text authfailed)" "$(jq .facts "${pcap%.pcap}.json")" "$(jq -r .made "${pcap%.pcap}.json")"
}

scenario call-unanswered
fault_call_unanswered() {
  served create-stream-unanswered call.unanswered error server '{ "call": "createStream" }' "FFmpeg publishes to a server that never answers createStream; stopped after 4 s"
}

scenario call-late
fault_call_late() {
  patience=8 served create-stream-late call.late warning server '{ "call": "createStream", "milliseconds": 3000 }' "FFmpeg publishes to a server that answers createStream after 3 s"
}

scenario create-stream-closed-unanswered
fault_create_stream_closed_unanswered() {
  served create-stream-closed create-stream.closed-unanswered error server '{ "call": "createStream" }' "FFmpeg publishes to a server that closes when it is asked for a stream, without a word"
  frame_of_end
}

scenario create-stream-closed-at-once
fault_create_stream_closed_at_once() {
  served create-stream-closed-at-once create-stream.closed-at-once error server '{ "call": "createStream" }' "FFmpeg publishes to a server that gives it a stream and closes in the same instant"
}
# frame_of_end: the diagnosis names the frame in which the server closes
frame_of_end() {
  jq --argjson frame "$(first_frame 'tcp.srcport == 1935 && tcp.flags & 5')" '.frame = $frame' "${pcap%.pcap}.json" >"$work/json" && mv "$work/json" "${pcap%.pcap}.json"
}

scenario create-stream-failed
fault_create_stream_failed() {
  served create-stream-failed create-stream.failed error server '{ "code": "NetConnection.Call.Failed" }' "FFmpeg publishes to a server that answers createStream with _error"
}

scenario publish-unanswered
fault_publish_unanswered() { served publish-unanswered publish.unanswered error server '{}' "FFmpeg publishes to a server that never answers publish; stopped after 4 s"; }

scenario publish-closed-at-once
fault_publish_closed_at_once() {
  served publish-closed-at-once publish.closed-at-once error server '{ "code": "NetStream.Publish.Start" }' "FFmpeg publishes to a server that accepts publish and closes in the same instant"
}

scenario publish-late
fault_publish_late() {
  patience=8 served publish-late call.late warning server '{ "call": "publish", "milliseconds": 3000 }' "FFmpeg publishes to a server that answers publish after 3 s"
}

# dumped FAULT FINDING FACTS MADE: rtmpdump plays from the server for 4 s at most
dumped() {
  movie 1
  serve "$1"
  capture
  timeout -s INT 4 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  local frame=
  [ -s "$work/struck" ] && frame=$(struck server)
  tell "$2" error server "$frame" "$3" "$4"
}

scenario play-unanswered
fault_play_unanswered() { dumped play-unanswered play.unanswered '{}' "rtmpdump plays from a server that never answers play; stopped after 4 s"; }

scenario play-closed-at-once
fault_play_closed_at_once() {
  dumped play-closed-at-once play.closed-at-once '{ "code": "NetStream.Play.Start" }' "rtmpdump plays from a server that accepts play and closes in the same instant"
}

scenario play-failed
fault_play_failed() {
  movie 1
  serve play-failed
  capture
  timeout -s INT 3 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  tell play.failed error server "$(struck server)" '{ "code": "NetStream.Play.Failed" }' "rtmpdump plays from a server that answers NetStream.Play.Failed"
}

scenario duplicate-transaction
fault_duplicate_transaction() {
  movie 1
  publishes duplicate-transaction call.duplicate-transaction warning '{ "transaction": 1 }' "a sender that gives createStream the transaction id that connect had"
  jq --argjson frame "$(frame_of_text createStream)" '.frame = $frame' "${pcap%.pcap}.json" >"$work/json" && mv "$work/json" "${pcap%.pcap}.json"
}

scenario stream-name
fault_stream_name() {
  movie 1
  publishes stream-name stream-name.suspicious warning '{ "name": " rtmp://127.0.0.1/live/movie" }' "a sender that publishes a whole address, with a space before it, as the stream name"
  jq --argjson frame "$(frame_of_text ' rtmp://127.0.0.1/live/movie')" '.frame = $frame' "${pcap%.pcap}.json" >"$work/json" && mv "$work/json" "${pcap%.pcap}.json"
}

scenario reconnect-loop
fault_reconnect_loop() {
  movie 2
  start_nginx 'on_publish http://127.0.0.1:8403/;'
  capture
  for _ in 1 2 3 4 5; do
    publish
    wait "$publisher"
    sleep 0.5
  done
  end_capture
  tell reconnect.loop error server "$(first_frame 'tcp.stream == 1')" '{ "connections": 5, "eachEnds": "publish.closed-unanswered" }' \
    "FFmpeg publishes five times, as an encoder does that connects again; nginx closes each time after publish, because its callback answers 403. Frame: the second attempt"
}
