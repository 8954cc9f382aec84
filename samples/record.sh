#!/bin/bash
# Records the sample captures: real RTMP clients, a real server, loopback, tcpdump.
set -u -o pipefail

usage() {
  cat <<'TEXT'
usage: record.sh [options] [OUTPUT]

Records real RTMP traffic on the loopback interface and writes to the folder OUTPUT
(default: the folder of this script), for every scenario NAME:

  NAME.pcap        the capture
  NAME.tshark.tsv  what tshark reads in it: frame number, tcp.stream, Info
  NAME.sent.json   what was sent, known from the media and the logs of the sender and
                   of the server, not from any dissector

scenarios:
  publish-play-vlc   FFmpeg publishes a live stream, VLC plays it for a while
  play-rtmpdump      FFmpeg publishes a live stream, rtmpdump plays it to the end
  play-missing       FFmpeg plays a stored stream, then asks for one that does not exist
  publish-obs        OBS Studio publishes (under Xvfb)
  publish-gstreamer  GStreamer publishes with rtmp2sink
  load               only when named with --only: four FFmpeg publishers at once, as fast
                     as they can, MTU 1500, no offloads, a small receive queue that loses
                     packets: about 450 MB, written as four-publishers.pcap

options:
  --only A,B     only these scenarios
  --port N       TCP port of the server (default 1935)
  --no-install   do not install missing Debian packages, name them and stop
  -h, --help     this text

Needs root and Debian 12. Everything runs in a network namespace of its own, so no
setting of the machine's network is touched and no other traffic gets in.
TEXT
}

die() { echo "record.sh: $*" >&2; exit 1; }

default_scenarios=(publish-play-vlc play-rtmpdump play-missing publish-obs publish-gstreamer)
all_scenarios=("${default_scenarios[@]}" load)

scenarios=("${default_scenarios[@]}") port=1935 install=yes output=
arguments=("$@")
while [ $# -gt 0 ]; do
  case $1 in
    --only) IFS=, read -r -a scenarios <<<"${2:-}"; shift ;;
    --port) port=${2:-}; shift ;;
    --no-install) install=no ;;
    -h|--help) usage; exit 0 ;;
    -*) usage >&2; die "unknown option $1" ;;
    *) output=$1 ;;
  esac
  shift
done
[[ $port =~ ^[0-9]+$ ]] || die "--port needs a number"
[ ${#scenarios[@]} -gt 0 ] || die "--only needs names of scenarios"
for name in "${scenarios[@]}"; do
  [[ " ${all_scenarios[*]} " == *" $name "* ]] || die "no scenario '$name' (there are: ${all_scenarios[*]})"
done
[ "$(id -u)" = 0 ] || die "run it as root"
here=$(cd "$(dirname "$0")" && pwd)
output=${output:-$here}
mkdir -p "$output" && output=$(cd "$output" && pwd) || die "cannot use the folder $output"

selected() { [[ " ${scenarios[*]} " == *" $1 "* ]]; }

# --- packages ---------------------------------------------------------------------------------

missing=()
needs() { # needs COMMAND-OR-FILE PACKAGE...
  command -v "$1" >/dev/null || [ -e "$1" ] || missing+=("${@:2}")
}

install_packages() {
  needs tcpdump tcpdump
  needs tshark tshark
  needs jq jq
  needs ip iproute2
  needs ffmpeg ffmpeg
  needs nginx nginx-light
  needs /usr/lib/nginx/modules/ngx_rtmp_module.so libnginx-mod-rtmp
  selected publish-play-vlc && needs cvlc vlc-bin vlc-plugin-base
  selected play-rtmpdump && needs rtmpdump rtmpdump
  selected publish-obs && needs obs obs-studio && needs Xvfb xvfb
  selected publish-gstreamer && needs gst-launch-1.0 gstreamer1.0-tools gstreamer1.0-plugins-base \
    gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly
  selected load && needs ethtool ethtool
  [ ${#missing[@]} = 0 ] && return
  [ $install = yes ] || die "missing packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >&2 ||
    die "could not install: ${missing[*]}"
}

# The second start of this script happens inside the namespace.
if [ "${RECORD_IN_NAMESPACE:-}" != yes ]; then
  install_packages
  RECORD_IN_NAMESPACE=yes exec unshare --net -- "$0" "${arguments[@]}"
fi
ip link set lo up || die "cannot set up the loopback interface"

# --- processes and folders --------------------------------------------------------------------

lab=$(mktemp -d /tmp/rtmp-record.XXXXXX)
chmod 755 "$lab"
running=()

stop() { # stop PID [SIGNAL]
  kill "-${2:-TERM}" "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}
clean_up() {
  local pid
  for pid in "${running[@]}"; do kill -KILL "$pid" 2>/dev/null; done
  rm -rf "$lab"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

wait_until() { # wait_until SECONDS COMMAND...: until the command succeeds
  local tries=$(($1 * 10)); shift
  until "$@" 2>/dev/null; do
    ((tries-- > 0)) || return 1
    sleep 0.1
  done
}

# VLC and OBS refuse root or should not have it. exec keeps the pid.
exec_as_nobody() { # exec_as_nobody COMMAND...
  cd /tmp && exec setpriv --reuid=nobody --regid=nogroup --clear-groups \
    env -i PATH="$PATH" LANG=C.UTF-8 HOME="$work/home" XDG_RUNTIME_DIR="$work/home/run" \
    XDG_CONFIG_HOME="$work/home/.config" DISPLAY="${display:-}" QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 "$@"
}
home_for_nobody() {
  mkdir -p "$work/home/run" "$work/home/.config"
  chown -R nobody:nogroup "$work/home"
  chmod 700 "$work/home/run"
}

# --- the server -------------------------------------------------------------------------------

server=rtmp://127.0.0.1
[ "$port" = 1935 ] || server+=:$port

start_nginx() {
  mkdir "$work/stored" "$work/received"
  chmod 777 "$work/received"
  cat >"$work/nginx.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx-error.log notice;
events { worker_connections 64; }
rtmp {
  access_log $work/nginx-access.log;
  server {
    listen 127.0.0.1:$port;
    chunk_size 4096;
    application live      { live on; record all; record_path $work/received; }
    application rtmp_live { live on; record all; record_path $work/received; }
    application vod       { play $work/stored; }
  }
}
CONF
  nginx -e "$work/nginx-error.log" -c "$work/nginx.conf" &
  nginx=$!
  running+=("$nginx")
  wait_until 5 test -s "$work/nginx.pid" || { cat "$work/nginx-error.log" >&2; die "nginx did not start"; }
}

# --- the media --------------------------------------------------------------------------------

make_media() { # make_media SECONDS FILE: 320x180, 25 frames/s, 2 B-frames, AAC mono
  ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=size=320x180:rate=25 -f lavfi -i sine=frequency=440:sample_rate=44100 \
    -t "$1" -pix_fmt yuv420p -c:v libx264 -preset veryfast -bf 2 -g 50 -b:v 150k -maxrate 180k -bufsize 300k \
    -c:a aac -ac 1 -b:a 48k -f flv "$2" || die "ffmpeg could not make $2"
}

make_heavy_media() { # make_heavy_media FILE: 300 s, about 105 MB
  ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440:sample_rate=44100 \
    -t 300 -pix_fmt yuv420p -vf noise=alls=6:allf=t -c:v libx264 -preset ultrafast -bf 2 -g 60 \
    -b:v 2700k -minrate 2700k -maxrate 2700k -bufsize 2700k -c:a aac -ac 2 -b:a 96k -f flv "$1" || die "ffmpeg could not make $1"
}

# --- what was sent ----------------------------------------------------------------------------

probe() { # probe FILE: JSON of its streams and packets
  ffprobe -v error -count_packets -show_streams -show_format -of json "$1" | jq '
    def stream(type): .streams[] | select(.codec_type == type);
    def rate: split("/") | map(tonumber) | if .[1] == 0 then null else .[0] / .[1] * 1000 | round / 1000 end;
    { duration: (.format.duration | tonumber),
      video: (stream("video") | { codec: .codec_name, profile, width, height, frameRate: (.avg_frame_rate | rate),
        bFrames: .has_b_frames, packets: (.nb_read_packets | tonumber) }),
      audio: (stream("audio") | { codec: .codec_name, profile, sampleRate: (.sample_rate | tonumber), channels,
        packets: (.nb_read_packets | tonumber) }) }'
}

# FFmpeg sends over RTMP what its FLV writer writes, one message per FLV tag. So the tags of a copy to a
# file are the messages of a publish with "-c copy".
count_messages() { # count_messages FILE: JSON
  ffmpeg -nostdin -v error -y -i "$1" -c copy -f flv "$work/copy.flv" || die "ffmpeg could not copy $1"
  perl -e '
    use strict;
    local $/; open my $f, "<:raw", $ARGV[0] or die; my $flv = <$f>;
    my (%n, %bytes);
    for (my $at = 13; $at + 11 <= length $flv; ) {
      my ($type, $high, $low) = unpack "CCn", substr $flv, $at, 4;
      my ($format, $packet) = unpack "CC", substr $flv, $at + 11, 2;
      my $size = $high << 16 | $low;
      $n{$type}++; $bytes{$type} += $size; $n{"$type/$packet"}++;
      $at += 11 + $size + 4;
    }
    printf q({"metadata":%d,), $n{18};
    printf q("video":{"messages":%d,"sequenceHeaders":%d,"packets":%d,"endOfSequence":%d,"bytes":%d},), $n{9}, $n{"9/0"}, $n{"9/1"}, $n{"9/2"}, $bytes{9};
    printf q("audio":{"messages":%d,"sequenceHeaders":%d,"packets":%d,"bytes":%d}}), $n{8}, $n{"8/0"}, $n{"8/1"}, $bytes{8};
  ' "$work/copy.flv"
  rm "$work/copy.flv"
}

lines_of() { # lines_of PATTERN FILE: the matching lines as a JSON list
  { grep -hE "$1" "$2" 2>/dev/null || true; } | sed 's/^ *//' | jq -R . | jq -s .
}

# sent_copy KEY FILE LOG COMMAND: FFmpeg published FILE with "-c copy"
sent_copy() {
  jq -n --arg key "$1" --arg command "$4" --argjson media "$(probe "$2")" --argjson messages "$(count_messages "$2")" \
    --argjson log "$(lines_of 'packets muxed' "$3")" --argjson server "$(server_recording "$1")" '
    { app: "live", streamKey: $key, command: $command,
      source: "ffprobe of the FLV file that FFmpeg published with -c copy" } + $media + {
      messages: ({ reason: "tags of an FLV file that FFmpeg wrote from the same input with -c copy: the packets, one sequence header each for AVC and AAC, one AVC end of sequence; bytes are those of the message payloads" } + $messages),
      senderLog: $log, recordedByServer: $server }' >>"$work/published"
}

# sent_live APP KEY COMMAND LOG: the sender encoded while it published
sent_live() {
  jq -n --arg app "$1" --arg key "$2" --arg command "$3" --argjson media "$(probe "$work/received/$2.flv")" --argjson log "$4" '
    { app: $app, streamKey: $key, command: $command,
      source: "ffprobe of the FLV file that nginx-rtmp recorded from the published stream (packets without sequence headers)" }
    + $media + { senderLog: $log }' >>"$work/published"
}

server_recording() { # server_recording KEY
  probe "$work/received/$1.flv" |
    jq '{ source: "ffprobe of the FLV file that nginx-rtmp recorded", videoPackets: .video.packets, audioPackets: .audio.packets }'
}

# played APP KEY COMMAND FILE-OR-NOTHING NOTE
played() {
  local media=null
  [ -s "$4" ] && media=$(probe "$4")
  jq -n --arg app "$1" --arg key "$2" --arg command "$3" --argjson received "$media" --arg note "$5" \
    '{ app: $app, streamKey: $key, command: $command, received: $received, note: $note }' >>"$work/played"
}

versions() {
  dpkg-query -W -f '${db:Status-Abbrev}${Package} ${Version}\n' nginx-light libnginx-mod-rtmp ffmpeg vlc-bin rtmpdump \
    obs-studio gstreamer1.0-plugins-bad tcpdump tshark 2>/dev/null | sed -n 's/^ii *//p' | jq -R 'split(" ") | { (.[0]): .[1] }' | jq -s add
}

write_sent_json() { # write_sent_json FILE NAME
  touch "$work/published" "$work/played"
  jq -n --arg capture "$2.pcap" --arg server "127.0.0.1:$port" --argjson versions "$(versions)" \
    --slurpfile published "$work/published" --slurpfile played "$work/played" \
    --argjson access "$(lines_of . "$work/nginx-access.log")" \
    '{ capture: $capture, server: $server, packages: $versions, published: $published, played: $played,
       serverAccessLog: $access }' >"$1"
}

# --- one capture ------------------------------------------------------------------------------

record() { # record NAME FUNCTION
  local name=$1 pcap=$output/$1.pcap tcpdump
  work=$lab/$name
  mkdir "$work"
  start_nginx
  "${2}_prepare"
  # -Z root: otherwise tcpdump gives up root and may not write to the folder
  tcpdump -Z root -i lo -n -s 0 -B 524288 -w "$pcap" "tcp port $port" 2>"$work/tcpdump.log" &
  tcpdump=$!
  running+=("$tcpdump")
  wait_until 5 grep -q 'listening on' "$work/tcpdump.log" || { cat "$work/tcpdump.log" >&2; die "tcpdump did not start"; }
  "$2"
  sleep 2
  stop "$tcpdump" INT
  stop "$nginx" QUIT
  "${2}_facts"
  write_sent_json "$output/$name.sent.json" "$name"
  tshark -r "$pcap" -d "tcp.port==$port,rtmpt" -Y rtmpt -T fields -E separator=/t -E occurrence=a -E aggregator=',' \
    -e frame.number -e tcp.stream -e _ws.col.Info >"$output/$name.tshark.tsv" 2>/dev/null
  printf '%s: %d bytes; %s\n' "$name.pcap" "$(stat -c %s "$pcap")" \
    "$(grep -E 'packets? (captured|dropped)' "$work/tcpdump.log" | paste -sd, | sed 's/,/, /g')"
}

publish_movie() { # publish_movie KEY FILE [-re]
  ffmpeg -nostdin -v verbose ${3:-} -i "$2" -c copy -f flv "$server/live/$1" 2>"$work/ffmpeg-$1.log"
}
publish_command="ffmpeg -re -i movie.flv -c copy -f flv $server/live/movie"

# --- the scenarios: prepare, run, facts -------------------------------------------------------

vlc_prepare() { make_media 7 "$work/movie.flv"; home_for_nobody; }
vlc() {
  publish_movie movie "$work/movie.flv" -re &
  local publisher=$!
  running+=("$publisher")
  sleep 2
  (exec_as_nobody timeout 4 cvlc -q --intf dummy --vout dummy --aout dummy --play-and-exit "$server/live/movie") >/dev/null 2>&1
  wait "$publisher"
}
vlc_facts() {
  sent_copy movie "$work/movie.flv" "$work/ffmpeg-movie.log" "$publish_command"
  played live movie "cvlc $server/live/movie" "" "started 2 s after the publisher, stopped by SIGTERM 4 s later; VLC keeps no file"
}

rtmpdump_prepare() { make_media 6 "$work/movie.flv"; }
rtmpdump_() {
  publish_movie movie "$work/movie.flv" -re &
  local publisher=$!
  running+=("$publisher")
  sleep 2
  rtmpdump -q -v -r "$server/live/movie" -o "$work/dump.flv"
  wait "$publisher"
}
rtmpdump__prepare() { rtmpdump_prepare; }
rtmpdump__facts() {
  sent_copy movie "$work/movie.flv" "$work/ffmpeg-movie.log" "$publish_command"
  played live movie "rtmpdump -v -r $server/live/movie -o dump.flv" "$work/dump.flv" \
    "started 2 s after the publisher; received: ffprobe of dump.flv"
}

play_missing_prepare() { make_media 3 "$work/stored/clip.flv"; }
play_missing() {
  ffmpeg -nostdin -v error -i "$server/vod/clip.flv" -c copy -f flv "$work/clip.flv" 2>"$work/ffmpeg-clip.log"
  timeout 5 ffmpeg -nostdin -v error -i "$server/vod/missing.flv" -c copy -f null - 2>"$work/ffmpeg-missing.log"
}
play_missing_facts() {
  played vod clip "ffmpeg -i $server/vod/clip.flv -c copy -f flv clip.flv" "$work/clip.flv" "received: ffprobe of clip.flv"
  played vod missing "ffmpeg -i $server/vod/missing.flv -c copy -f null -" "" \
    "no such file on the server; FFmpeg said: $(tail -n 1 "$work/ffmpeg-missing.log")"
}
