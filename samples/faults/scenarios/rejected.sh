# Calls that the server rejects, does not answer, or answers by closing.

scenario publish-rejected
fault_publish_rejected() {
  movie 2
  serve publish-rejected
  capture
  publish
  wait "$publisher"
  end_capture
  tell publish.rejected error server "$(frame_of_text NetStream.Publish.Denied)" '{ "code": "NetStream.Publish.Denied" }' \
    "FFmpeg publishes; the server answers onStatus with the level error"
}

scenario publish-closed-unanswered
fault_publish_closed_unanswered() {
  movie 2
  start_nginx 'on_publish http://127.0.0.1:8403/;'
  capture
  publish
  wait "$publisher"
  end_capture
  tell publish.closed-unanswered error server "$(first_frame 'tcp.srcport == 1935 && tcp.flags & 5')" '{ "callback": 403 }' \
    "FFmpeg publishes; nginx asks its on_publish callback, which answers 403, and closes the connection without a word"
}

scenario connect-closed-unanswered
fault_connect_closed_unanswered() {
  movie 2
  start_nginx '' 'on_connect http://127.0.0.1:8403/;'
  capture
  publish
  wait "$publisher"
  end_capture
  tell connect.closed-unanswered error server "$(first_frame 'tcp.srcport == 1935 && tcp.flags & 5')" '{ "callback": 403 }' \
    "FFmpeg connects; nginx asks its on_connect callback, which answers 403, and closes the connection without a word"
}

scenario publish-name-in-use
fault_publish_name_in_use() {
  movie 2
  start_nginx
  capture
  publish
  local first=$publisher
  sleep 1
  publish
  wait "$publisher"
  wait "$first"
  end_capture
  stream=1
  tell publish.name-in-use error server "$(frame_of_text NetStream.Publish.BadName)" '{ "code": "NetStream.Publish.BadName" }' \
    "FFmpeg publishes live/movie, a second FFmpeg publishes the same name a second later; stream 0 is healthy"
}

scenario play-not-found
fault_play_not_found() {
  start_nginx
  capture
  timeout 5 ffmpeg -nostdin -v error -i "$server/vod/missing.flv" -f null - 2>"$work/ffmpeg.log"
  end_capture
  tell play.not-found error server "$(frame_of_text NetStream.Play.StreamNotFound)" '{ "code": "NetStream.Play.StreamNotFound" }' \
    "FFmpeg plays a stored file that nginx does not have"
}

scenario play-nothing-published
fault_play_nothing_published() {
  start_nginx
  capture
  timeout -s INT 5 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  tell play.nothing-published error server "$(frame_of_text NetStream.Play.Start)" '{ "messagesOfMedia": 0 }' \
    "rtmpdump plays a name that nobody publishes, until it is stopped after 5 s"
}

scenario play-before-publish
fault_play_before_publish() {
  movie 2
  start_nginx
  capture
  timeout -s INT 8 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 4
  publish
  wait "$publisher"
  wait "$player"
  end_capture
  tell play.nothing-published warning server "" '{ "waitedMs": 4000 }' \
    "rtmpdump plays a name that nobody publishes; FFmpeg publishes it 4 s later (stream 1, healthy)"
}

scenario play-closed-unanswered
fault_play_closed_unanswered() {
  movie 2
  start_nginx 'on_play http://127.0.0.1:8403/;'
  capture
  publish
  sleep 1
  timeout 5 rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  wait "$publisher"
  end_capture
  stream=1
  tell play.closed-unanswered error server "$(first_frame 'tcp.stream == 1 && tcp.srcport == 1935 && tcp.flags & 5')" '{ "callback": 403 }' \
    "rtmpdump plays; nginx asks its on_play callback, which answers 403, and closes the connection; stream 0 publishes and is healthy"
}
