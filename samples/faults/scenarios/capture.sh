# What only the capture lacks: made by editcap from a healthy capture.

# whole: FFmpeg publishes 4 s to nginx; the capture is at $whole
whole() {
  movie 3
  start_nginx
  local told=$pcap
  whole=$work/whole.pcap pcap=$work/whole.pcap
  capture
  publish
  wait "$publisher"
  end_capture
  pcap=$told
}
media_frame() { # media_frame N: the Nth frame with payload of the client
  tshark -r "$whole" -Y 'tcp.dstport == 1935 && tcp.len > 60' -T fields -e frame.number 2>/dev/null | sed -n "$1p"
}

scenario capture-gap
fault_capture_gap() {
  whole
  local first last
  first=$(media_frame 20) last=$(media_frame 24)
  editcap -F pcap "$whole" "$pcap" $(tshark -r "$whole" -Y "frame.number >= $first && frame.number <= $last && tcp.dstport == 1935" -T fields -e frame.number 2>/dev/null)
  tell capture.gap warning capture "$(first_frame 'tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment')" '{ "acknowledged": true }' \
    "FFmpeg publishes 3 s; editcap takes some of its frames out, but not the acknowledgements of the server"
}

scenario capture-snap-length
fault_capture_snap_length() {
  whole
  editcap -F pcap -s 128 "$whole" "$pcap"
  tell capture.snap-length warning capture "$(first_frame 'frame.len > frame.cap_len')" '{ "snapLength": 128 }' "FFmpeg publishes 3 s; editcap -s 128 cuts the frames"
}

scenario capture-one-direction
fault_capture_one_direction() {
  whole
  tshark -r "$whole" -F pcap -Y 'tcp.dstport == 1935' -w "$pcap" 2>/dev/null
  tell capture.one-direction warning capture "" '{ "missing": "server" }' "FFmpeg publishes 3 s; only what the client sends is kept"
}

scenario capture-began-late
fault_capture_began_late() {
  whole
  editcap -F pcap "$whole" "$pcap" "1-$(media_frame 25)"
  tell capture.began-late warning capture 1 '{}' "FFmpeg publishes 3 s; editcap takes the beginning away, with the handshake and the first media"
}
