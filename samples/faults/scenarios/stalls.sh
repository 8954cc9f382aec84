# Who stalls, and who ends a connection.

scenario stall-sender
fault_stall_sender() {
  movie 6
  start_nginx
  capture
  publish
  sleep 2
  kill -STOP "$publisher"
  sleep 3
  kill -CONT "$publisher"
  sleep 2
  stop "$publisher" INT
  end_capture
  tell stall.sender warning client "" '{ "stoppedMs": 3000 }' \
    "FFmpeg publishes, is stopped by SIGSTOP for 3 s and continued: it then sends what it is late with"
}

small_buffers() { # a receiver that holds no more than a few kB, and segments as on Ethernet
  echo '4096 4096 4096' >/proc/sys/net/ipv4/tcp_rmem
  echo '4096 8192 8192' >/proc/sys/net/ipv4/tcp_wmem
  ip link set lo mtu 1500
}
usual_buffers() {
  echo '4096 131072 6291456' >/proc/sys/net/ipv4/tcp_rmem
  echo '4096 16384 4194304' >/proc/sys/net/ipv4/tcp_wmem
  ip link set lo mtu 65536
}
window_closes='tcp.analysis.zero_window'

scenario stall-receiver-server
fault_stall_receiver_server() {
  movie 7 -b:a 24k
  small_buffers
  start_nginx
  capture
  publish
  sleep 1.5
  kill -STOP "$nginx"
  sleep 4
  kill -CONT "$nginx"
  sleep 1.5
  stop "$publisher" INT
  end_capture
  usual_buffers
  tell stall.receiver-window warning server "$(first_frame "$window_closes && tcp.srcport == 1935")" '{ "stoppedMs": 4000 }' \
    "FFmpeg publishes, nginx with a receive buffer of 4 kB is stopped by SIGSTOP for 4 s and continued: its window is zero meanwhile"
}

scenario stall-server
fault_stall_server() {
  movie 8
  start_nginx
  publish
  capture_others
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 2
  kill -STOP "$nginx"
  sleep 2.5
  kill -CONT "$nginx"
  sleep 1.5
  stop "$player" INT
  end_capture
  stop "$publisher" INT
  tell stall.sender warning server "" '{ "stoppedMs": 2500 }' "rtmpdump plays; nginx is stopped by SIGSTOP for 2.5 s and continued; the publisher is not captured"
}

scenario stall-relayed
fault_stall_relayed() {
  movie 6
  start_nginx
  capture
  publish
  sleep 1
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 1.5
  kill -STOP "$publisher"
  sleep 2.5
  kill -CONT "$publisher"
  sleep 1.5
  stop "$player" INT
  stop "$publisher" INT
  end_capture
  tell stall.sender warning client "" '{ "stoppedMs": 2500 }' \
    "FFmpeg publishes, is stopped by SIGSTOP for 2.5 s and continued; rtmpdump, which plays the stream (stream 1), starves as long"
}

established() { ss -Htn state established 'dport = :1935' | grep . ; }
capture_others() { # all but the connection that is there
  wait_until 5 established >/dev/null || die "the publisher is not connected"
  capture lo "not tcp port $(established | sed 's/ *[^ ]* *$//; s/.*://') and"
  sleep 1
}

scenario stall-receiver-player
fault_stall_receiver_player() {
  movie 7 -b:a 24k
  small_buffers
  start_nginx
  publish
  capture_others
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 1
  kill -STOP "$player"
  sleep 4
  kill -CONT "$player"
  sleep 1
  stop "$player" INT
  end_capture
  stop "$publisher" INT
  usual_buffers
  tell stall.receiver-window warning client "$(first_frame "$window_closes && tcp.dstport == 1935")" '{ "stoppedMs": 4000 }' \
    "rtmpdump with a receive buffer of 4 kB plays, is stopped by SIGSTOP for 4 s and continued; the publisher is not captured"
}

scenario stall-acknowledgement-window
fault_stall_acknowledgement_window() {
  movie 5
  serve waits-for-acknowledgement
  capture
  node "$senders/play.mjs" 1935 never 8
  end_capture
  tell stall.acknowledgement-window error client "$(frame_of_byte $(($(head -n 1 "$work/struck") - 1)) server)" '{ "window": 5000, "waitedMs": 4000 }' \
    "a server sends 5000 bytes, its acknowledgement window, then waits 4 s and closes: the player never acknowledges; frame: the last with media"
}

scenario stall-acknowledgement-window-publisher
fault_stall_acknowledgement_window_publisher() {
  movie 6
  serve acknowledges-late
  mv "$work/struck" "$work/struck-server"
  capture
  SERVER= node "$senders/publish.mjs" 1935 "$work/movie.flv" obeys-window >"$work/struck" || die "the sender failed"
  end_capture
  tell stall.acknowledgement-window warning server "$(frame_of_byte $(($(head -n 1 "$work/struck") - 1)))" '{ "window": 5000 }' \
    "a sender announces a window of 5000 bytes and waits each time for the acknowledgement, which the server sends seconds late; frame: the last with media before the first wait"
}

# far_network OPTION...: another namespace behind a cable. Each has addresses of its own, so that what is left of a killed
# connection does not come over the next one.
networks=0
far_network() {
  ((++networks))
  unshare --net -- sleep 1000 &
  local far=$!
  wait_until 5 test "$(readlink /proc/self/ns/net)" != "$(readlink "/proc/$far/ns/net")"
  sleep 0.3
  inside="nsenter --net --target $far"
  $inside ip link set lo up
  python3 "$senders/link.py" "$far" $networks "$@" >"$work/link.log" &
  wait_until 5 grep -q up "$work/link.log" || die "the cable is not up"
  server=rtmp://192.0.2.$((networks * 4 + 2))
  sleep 0.3
}
near_network() { server=rtmp://127.0.0.1; }

scenario syn-unanswered
fault_syn_unanswered() {
  movie 1
  far_network --drop-syn
  start_nginx
  capture near
  publish
  sleep 4
  stop "$publisher" KILL
  end_capture
  near_network
  tell tcp.syn-unanswered error network 1 '{ "repeated": true }' "FFmpeg publishes over a cable that loses every SYN; given up after 4 s"
}

scenario stall-network
fault_stall_network() {
  movie 7
  far_network --delay 20 --outage 2,4.5
  start_nginx
  capture near
  publish
  sleep 7
  stop "$publisher" INT
  end_capture
  near_network
  tell stall.network warning network "$(first_frame 'tcp.analysis.retransmission')" '{ "outageMs": 2500 }' \
    "FFmpeg publishes over a cable of 20 ms each way that carries nothing for 2.5 s, 2 s after the first byte"
}

scenario network-loss
fault_network_loss() {
  movie 6 -b:a 24k
  far_network --delay 40 --loss 12
  start_nginx
  capture near
  publish
  wait "$publisher"
  end_capture 1
  near_network
  tell stall.network warning network "$(first_frame 'tcp.analysis.retransmission')" \
    "{ \"lossPercent\": 12, \"delayMs\": 40, \"retransmissions\": $(tshark -r "$pcap" -Y tcp.analysis.retransmission 2>/dev/null | wc -l) }" \
    "FFmpeg publishes over a cable of 40 ms each way that loses 12 % of the segments with payload, by chance"
}

scenario large-segments-lost
fault_large_segments_lost() {
  movie 1
  far_network --delay 5 --larger 1300
  start_nginx
  capture near
  publish
  sleep 6
  stop "$publisher" KILL
  end_capture
  near_network
  tell tcp.large-segments-lost error network "$(first_frame 'tcp.analysis.retransmission && tcp.len > 1200')" '{ "framesLostAbove": 1300 }' \
    "FFmpeg publishes over a cable that loses frames of more than 1300 bytes, without a word of ICMP; given up after 6 s"
}

scenario round-trip-long
fault_round_trip_long() {
  movie 2
  far_network --delay 400
  start_nginx
  capture near
  publish
  wait "$publisher"
  end_capture 1.5
  near_network
  tell tcp.round-trip-long warning network "$(first_frame 'tcp.flags.syn == 1 && tcp.flags.ack == 1')" '{ "roundTripMs": 800 }' \
    "FFmpeg publishes over a cable of 400 ms each way, so that start-up takes seconds"
}

scenario queue-grows
fault_queue_grows() {
  movie 7 -b:a 24k
  far_network --rate 4500 --rate-from 1.5
  echo '4096 16384 65536' >/proc/sys/net/ipv4/tcp_wmem
  start_nginx
  capture near
  publish
  sleep 9
  stop "$publisher" KILL
  end_capture
  usual_buffers
  near_network
  tell flow.queue-grows warning network "" '{ "bytesPerSecond": 4500 }' \
    "FFmpeg publishes about 7 kB a second, headers included, over a cable that after 1.5 s carries 4.5 kB a second only; killed after 9 s"
}

scenario queue-grows-player
fault_queue_grows_player() {
  movie 9 -b:a 24k
  far_network --rate 3500 --rate-from 1.5
  $inside sh -c "echo '4096 16384 65536' >/proc/sys/net/ipv4/tcp_wmem"
  start_nginx
  $inside ffmpeg -nostdin -v error -re -i "$work/movie.flv" -c copy -f flv rtmp://127.0.0.1/live/movie 2>"$work/ffmpeg.log" &
  sleep 0.5
  tap=$inside capture far
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 8
  stop "$player" KILL
  end_capture
  near_network
  tell flow.queue-grows warning network "" '{ "bytesPerSecond": 3500 }' \
    "rtmpdump plays about 7 kB a second, headers included, over a cable that after 1.5 s carries 3.5 kB a second only; captured at the server; killed after 8 s"
}

scenario slower-than-real-time
fault_slower_than_real_time() {
  movie 4
  start_nginx
  capture
  ffmpeg -nostdin -v error -readrate 0.5 -i "$work/movie.flv" -c copy -f flv "$server/live/movie" 2>"$work/ffmpeg.log"
  end_capture
  tell flow.slower-than-real-time warning client "" '{ "speed": 0.5 }' "FFmpeg publishes with -readrate 0.5: two seconds for each second of media"
}

scenario fin-in-message
fault_fin_in_message() {
  movie 1
  start_nginx
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.flv" fin-in-message >"$work/struck"
  end_capture
  tell tcp.fin-in-message warning client "$(first_frame 'tcp.dstport == 1935 && tcp.flags.fin == 1')" '{ "length": 5000, "sent": 900 }' \
    "a sender closes after 900 bytes of a picture of 5000"
}

scenario killed-publisher
fault_killed_publisher() {
  movie 4
  start_nginx
  capture
  publish
  sleep 2
  stop "$publisher" KILL
  end_capture
  tell close.client-fin warning client "$(first_frame 'tcp.dstport == 1935 && tcp.flags & 5')" '{ "signal": "SIGKILL", "saidGoodbye": false }' \
    "FFmpeg publishes and is killed after 2 s: the kernel closes its connection, there is no FCUnpublish and no deleteStream"
}

scenario killed-player
fault_killed_player() {
  movie 4
  start_nginx
  publish
  capture_others
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 1.2
  kill -STOP "$player"
  sleep 0.4
  stop_stopped "$player"
  end_capture
  stop "$publisher" INT
  tell close.client-rst note client "$(first_frame 'tcp.dstport == 1935 && tcp.flags.reset == 1')" '{ "signal": "SIGKILL" }' \
    "rtmpdump plays and is killed with unread data, so that its kernel resets the connection; players that are told to stop leave so, too, and no more than a note can be said. The publisher is not captured"
}
stop_stopped() { kill -KILL "$1"; wait "$1" 2>/dev/null; }

scenario reset-publisher
fault_reset_publisher() {
  movie 4
  start_nginx '' 'ping 1s; ping_timeout 30s;'
  capture
  publish
  sleep 1.5
  kill -STOP "$publisher"
  sleep 2
  stop_stopped "$publisher"
  end_capture
  tell close.client-rst warning client "$(first_frame 'tcp.dstport == 1935 && tcp.flags.reset == 1')" '{ "signal": "SIGKILL", "unread": "Ping Request" }' \
    "FFmpeg publishes, is stopped for 2 s and killed: its kernel resets the connection, because a Ping Request of nginx was not read"
}

scenario killed-server
fault_killed_server() {
  movie 4
  start_nginx
  capture
  publish
  sleep 1.5
  kill -STOP "$nginx"
  sleep 0.4
  stop_stopped "$nginx"
  wait "$publisher"
  end_capture
  tell close.server-rst error server "$(first_frame 'tcp.srcport == 1935 && tcp.flags.reset == 1')" '{ "signal": "SIGKILL" }' \
    "FFmpeg publishes, nginx is killed with unread data, so that its kernel resets the connection"
}

scenario server-stops
fault_server_stops() {
  movie 4
  start_nginx
  capture
  publish
  sleep 1.5
  kill -TERM "$nginx"
  wait "$publisher"
  end_capture
  tell close.server-fin error server "$(first_frame 'tcp.srcport == 1935 && tcp.flags.fin == 1')" '{ "signal": "SIGTERM" }' \
    "FFmpeg publishes, nginx is told to stop and closes in the middle of the stream"
}

scenario server-stops-player
fault_server_stops_player() {
  movie 5
  start_nginx
  publish
  capture_others
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv" 2>"$work/rtmpdump.log" &
  local player=$!
  sleep 1.5
  kill -TERM "$nginx"
  wait "$player"
  end_capture
  tell close.server-fin warning server "$(first_frame 'tcp.srcport == 1935 && tcp.flags.fin == 1')" '{ "signal": "SIGTERM" }' \
    "rtmpdump plays, nginx is told to stop and closes in the middle of the stream, without Stream EOF; the publisher is not captured"
}

scenario silence
fault_silence() {
  movie 8
  start_nginx
  capture
  publish one
  local first=$publisher
  sleep 1.5
  kill -STOP "$first"
  publish two
  wait "$publisher"
  end_capture
  stop_stopped "$first"
  tell close.silence error client "$(last_frame 'tcp.stream == 0 && tcp.len > 0')" '{ "silentMs": 8000 }' \
    "FFmpeg publishes and is stopped for good by SIGSTOP; neither side closes, and the capture goes on for 8 s, with another FFmpeg, which publishes (stream 1, healthy). Frame: the last of the connection with payload"
}
