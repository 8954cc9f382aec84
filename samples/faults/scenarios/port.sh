# What stands between TCP and connect: the port, the protocol on it, the handshake.

scenario http-on-port
fault_http_on_port() {
  start_nginx
  capture
  curl -s -m 3 http://127.0.0.1:1935/live/movie.flv
  end_capture
  tell protocol.http error client "$(frame_of_text 'GET /')" '{ "request": "GET /live/movie.flv" }' "curl asks nginx for a page at its RTMP port"
}

scenario http-server-on-port
fault_http_server_on_port() {
  movie 1
  start_nginx "" "" 8935
  capture
  publish
  wait "$publisher"
  end_capture
  tell protocol.http error server "$(frame_of_text 'HTTP/1.1 400')" '{ "statusCode": 400 }' "FFmpeg publishes to the HTTP port of nginx"
}

scenario tls-on-port
fault_tls_on_port() {
  start_nginx
  capture
  timeout 3 openssl s_client -connect 127.0.0.1:1935 -servername example.org </dev/null >"$work/openssl.log" 2>&1
  end_capture
  tell protocol.tls error client "$(first_frame 'tcp.dstport == 1935 && tcp.payload[0:1] == 16')" '{ "serverName": "example.org" }' \
    "openssl s_client begins TLS at nginx's plain RTMP port, as a client of rtmps:// does"
}

scenario tls-server-on-port
fault_tls_server_on_port() {
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=example.org -days 1 -keyout "$work/key" -out "$work/certificate" 2>"$work/openssl.log"
  openssl s_server -quiet -accept 127.0.0.1:1935 -key "$work/key" -cert "$work/certificate" </dev/null >"$work/openssl.log" 2>&1 &
  wait_until 5 listens 1935 || die "openssl did not start"
  movie 1
  capture
  publish
  wait "$publisher"
  end_capture
  tell handshake.silent-server error server "$(first_frame 'tcp.srcport == 1935 && tcp.flags.fin == 1')" '{ "closed": true }' \
    "FFmpeg publishes without TLS to a port that expects TLS (openssl s_server), which closes as soon as it has C0 and C1"
}

scenario browser-on-port
fault_browser_on_port() {
  start_nginx
  capture
  timeout 20 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --timeout=3000 --dump-dom http://127.0.0.1:1935/live/movie >"$work/chromium.log" 2>&1
  end_capture
  tell protocol.http error client "$(frame_of_text 'GET /')" '{ "request": "GET /live/movie" }' "Chromium opens the address of nginx's RTMP port as that of a web page"
}

scenario proxy-on-port
fault_proxy_on_port() {
  start_nginx
  capture
  curl -s -m 3 --haproxy-protocol http://127.0.0.1:1935/
  end_capture
  tell protocol.other error client "$(frame_of_text 'PROXY TCP4')" '{ "header": "PROXY TCP4" }' "curl sends the line of the PROXY protocol, as a load balancer before the server does, to nginx, which was not told to expect it"
}

scenario rtsp-on-port
fault_rtsp_on_port() {
  start_nginx
  capture
  timeout 3 ffprobe -v error -rtsp_transport tcp rtsp://127.0.0.1:1935/live/movie 2>"$work/ffprobe.log"
  end_capture
  tell protocol.rtsp error client "$(frame_of_text 'OPTIONS rtsp')" '{}' "ffprobe speaks RTSP to nginx's RTMP port"
}

scenario ssh-on-port
fault_ssh_on_port() {
  start_nginx
  capture
  timeout 3 ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p 1935 127.0.0.1 true 2>"$work/ssh.log"
  end_capture
  tell protocol.ssh error client "$(frame_of_text 'SSH-2.0')" '{}' "ssh connects to nginx's RTMP port and waits for an SSH server"
}

scenario refused
fault_refused() {
  movie 1
  capture
  publish
  wait "$publisher"
  end_capture
  tell tcp.refused error server "$(first_frame 'tcp.flags.reset == 1')" '{}' "FFmpeg publishes to a port where nothing listens"
}

scenario handshake-silent-client
fault_handshake_silent_client() {
  start_nginx
  capture
  (exec 3<>/dev/tcp/127.0.0.1/1935; sleep 4)
  end_capture
  tell handshake.silent-client error client "" '{}' "bash opens a connection to nginx, sends nothing, and closes it after 4 s"
}

scenario handshake-silent-server
fault_handshake_silent_server() {
  movie 1
  serve silent
  capture
  publish
  sleep 4
  stop "$publisher" INT
  end_capture
  tell handshake.silent-server error server "" '{}' "FFmpeg sends C0 and C1 to a server that accepts and says nothing; stopped after 4 s"
}

scenario handshake-incomplete
fault_handshake_incomplete() {
  start_nginx
  capture
  (exec 3<>/dev/tcp/127.0.0.1/1935; { printf '\3'; head -c 799 /dev/zero | tr '\0' 'r'; } >&3; sleep 4)
  end_capture
  tell handshake.incomplete error client "$(first_frame 'tcp.dstport == 1935 && tcp.len > 0')" '{ "bytes": 800, "of": 1537 }' \
    "bash sends C0 and 799 bytes of C1 to nginx, and closes after 4 s"
}

scenario handshake-half-open
fault_handshake_half_open() {
  start_nginx
  capture
  (exec 3<>/dev/tcp/127.0.0.1/1935; { printf '\3'; head -c 1536 /dev/zero | tr '\0' 'r'; } >&3; sleep 3)
  end_capture
  tell handshake.incomplete error client "" '{ "missing": "C2" }' "bash sends C0 and C1 to nginx, gets S0, S1 and S2, sends no C2, and closes after 3 s"
}

scenario handshake-version
fault_handshake_version() {
  movie 1
  start_nginx
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.flv" version >"$work/struck"
  end_capture
  tell handshake.version error client "$(struck)" '{ "version": 4 }' "a sender whose C0 is 4; nginx closes"
}

scenario handshake-version-server
fault_handshake_version_server() {
  movie 1
  serve version
  capture
  publish
  wait "$publisher"
  end_capture
  tell handshake.version error server "$(struck server)" '{ "version": 4 }' "FFmpeg publishes to a server whose S0 is 4"
}

scenario handshake-incomplete-server
fault_handshake_incomplete_server() {
  movie 1
  serve incomplete
  capture
  publish
  sleep 4
  stop "$publisher" KILL
  end_capture
  tell handshake.incomplete error server "$(struck server)" '{ "bytes": 901, "of": 1537 }' "FFmpeg publishes to a server that sends S0 and 900 bytes of S1, and no more; stopped after 4 s"
}

scenario handshake-rtmpe
fault_handshake_rtmpe() {
  start_nginx
  capture
  timeout 4 rtmpdump -q -v -r rtmpe://127.0.0.1/live/movie -o "$work/dump.flv" 2>"$work/rtmpdump.log"
  end_capture
  tell handshake.version error client "$(first_frame 'tcp.dstport == 1935 && tcp.len > 0')" '{ "version": 6 }' \
    "rtmpdump asks for rtmpe://, whose C0 is 6; nginx does not know it"
}

scenario handshake-echo-client
fault_handshake_echo_client() {
  movie 1
  start_nginx
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.flv" echo >"$work/struck"
  end_capture
  tell handshake.echo-mismatch warning client "$(struck)" '{ "part": "C2" }' "a sender whose C2 is no echo of S1; nginx does not mind"
}

scenario handshake-echo-server
fault_handshake_echo_server() {
  movie 1
  serve wrong-echo
  capture
  publish
  wait "$publisher"
  end_capture
  tell handshake.echo-mismatch warning server "$(struck server)" '{ "part": "S2" }' "FFmpeg publishes to a server whose S2 is no echo of C1"
}

scenario handshake-early-data
fault_handshake_early_data() {
  movie 1
  serve late-echo
  capture
  node "$senders/publish.mjs" 1935 "$work/movie.flv" early >"$work/struck-client"
  end_capture
  mv "$work/struck-client" "$work/struck"
  tell handshake.early-data warning client "$(struck)" '{}' "a sender that calls connect before S2 has come; S2 is 0.4 s late"
}
