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
  publish-enhanced   FFmpeg 8 publishes three streams of Enhanced RTMP: HEVC with HDR and Opus 5.1,
                     AV1 and FLAC, VP9 and AC-3
  publish-multitrack FFmpeg 8 publishes three video and four audio tracks in one stream
  publish-rates      FFmpeg publishes three streams, at once each: 29.97, 60 and 24 pictures a second,
                     AAC of 22.05 kHz, MP3 of 48 kHz, AAC 5.1
  load               only when named with --only: four FFmpeg publishers at once, as fast
                     as they can, with MTU 1500 and without offloads, so that the kernel
                     reorders and repeats segments; about 450 MB, four-publishers.pcap

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

default_scenarios=(publish-play-vlc play-rtmpdump play-missing publish-obs publish-gstreamer publish-enhanced publish-multitrack publish-rates)
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
mkdir -p "$output" || exit 1
output=$(cd "$output" && pwd) || exit 1

# --- packages ---------------------------------------------------------------------------------

packages=(tcpdump tshark jq iproute2 ffmpeg nginx libnginx-mod-rtmp)
for name in "${scenarios[@]}"; do
  case $name in
    publish-play-vlc) packages+=(vlc-bin vlc-plugin-base) ;;
    play-rtmpdump) packages+=(rtmpdump) ;;
    publish-obs) packages+=(obs-studio xvfb) ;;
    publish-enhanced|publish-multitrack)
      command -v npm >/dev/null || packages+=(npm)
      needs_node_av=yes ;;
    publish-gstreamer) packages+=(gstreamer1.0-tools gstreamer1.0-plugins-{base,good,bad,ugly}) ;;
    load) packages+=(ethtool) ;;
  esac
done

install_packages() {
  local name missing=() apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  for name in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  [ $install = yes ] || die "missing packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >&2 ||
    die "could not install: ${missing[*]}"
}

# FFmpeg 8, which Debian 12 does not have, comes with a package of npm. There is no network inside the namespace.
node_av_version=6.1.1
install_node_av() {
  RECORD_NODE_AV=$(mktemp -d /tmp/rtmp-record-node.XXXXXX)
  export RECORD_NODE_AV
  npm install --silent --prefix "$RECORD_NODE_AV" "node-av@$node_av_version" >&2 || die "could not install node-av"
  cp "$here/publish-tracks.mjs" "$RECORD_NODE_AV"
}

# The second start of this script happens inside the namespace.
if [ "${RECORD_IN_NAMESPACE:-}" != yes ]; then
  install_packages
  [ "${needs_node_av:-}" = yes ] && install_node_av
  RECORD_IN_NAMESPACE=yes exec unshare --net -- bash "$here/${0##*/}" "${arguments[@]}"
fi
ip link set lo up || die "cannot set up the loopback interface"

# --- processes and folders --------------------------------------------------------------------

lab=$(mktemp -d /tmp/rtmp-record.XXXXXX)
chmod 755 "$lab"

stop() { # stop PID [SIGNAL]
  kill "-${2:-TERM}" "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}
wait_until() { # wait_until SECONDS COMMAND...: until the command succeeds
  local tries=$(($1 * 10)); shift
  until "$@" 2>/dev/null; do
    ((tries-- > 0)) || return 1
    sleep 0.1
  done
}
nothing_runs() { [ -z "$(jobs -rp)" ]; }
clean_up() {
  local pid
  for pid in $(jobs -rp); do kill "$pid"; done
  wait_until 3 nothing_runs
  for pid in $(jobs -rp); do stop "$pid" KILL; done
  rm -rf "$lab" "${RECORD_NODE_AV:-}"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# VLC and OBS refuse root or should not have it. exec keeps the pid.
exec_as_nobody() { # exec_as_nobody COMMAND...
  cd /tmp && exec setpriv --reuid=nobody --regid=nogroup --clear-groups \
    env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME="$work/home" XDG_RUNTIME_DIR="$work/home/run" \
    XDG_CONFIG_HOME="$work/home/.config" DISPLAY="${display:-}" QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 "$@"
}
make_home() {
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

# probe_packets FILE: JSON of what the packets of its streams add up to, also in each whole second: how many, and their bytes; times in ms
probe_packets() {
  ffprobe -v error -show_streams -show_packets -of json "$1" | jq '
    def ms: tonumber * 1000 | round;
    def intervals: [.[1:], .[:-1]] | transpose | map(.[0] - .[1]) | sort
      | if length == 0 then null else { min: .[0], median: .[(length - 1) / 2 | floor], max: .[-1] } end;
    def seconds: (.[0].dts_time | ms) as $first | ((.[-1].dts_time | ms) - $first) as $span
      | [range(($span * length / (length - 1) + 1) / 1000 | floor) as $second
        | map(select(((.dts_time | ms) - $first) / 1000 | floor == $second)) | [length, (map(.size | tonumber) | add // 0)]];
    def sums: { packets: length, bytes: (map(.size | tonumber) | add), span: ((.[-1].dts_time | ms) - (.[0].dts_time | ms)),
      seconds: seconds };
    def of(type): .packets | map(select(.codec_type == type));
    { source: "ffprobe -show_packets of the FLV file that nginx-rtmp recorded from the published stream",
      video: ((of("video") | sums + { keyframes: (map(select(.flags[0:1] == "K")) | length),
        keyframeInterval: (map(select(.flags[0:1] == "K") | .dts_time | ms) | intervals),
        compositionTime: (map((.pts_time | ms) - (.dts_time | ms)) | { min: min, max: max }) })
        + { level: (.streams[] | select(.codec_type == "video") | .level) }),
      audio: (of("audio") | sums) }' || die "cannot describe the packets of $1"
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
      $packet = 1 if $type == 8 && $format >> 4 != 10; # only AAC has packets of several types
      $n{$type}++; $bytes{$type} += $size; $n{"$type/$packet"}++;
      $at += 11 + $size + 4;
    }
    printf q({"metadata":%d,), $n{18};
    printf q("video":{"messages":%d,"sequenceHeaders":%d,"packets":%d,"endOfSequence":%d,"bytes":%d},),
      $n{9}, $n{"9/0"}, $n{"9/1"}, $n{"9/2"}, $bytes{9};
    printf q("audio":{"messages":%d,"sequenceHeaders":%d,"packets":%d,"bytes":%d}}),
      $n{8}, $n{"8/0"}, $n{"8/1"}, $bytes{8};
  ' "$work/copy.flv"
  rm "$work/copy.flv"
}

lines_of() { # lines_of PATTERN FILE: the matching lines as a JSON list
  { grep -hE "$1" "$2" 2>/dev/null || true; } | sed 's/^ *//' | jq -R . | jq -s .
}

# sent_copy KEY FILE COMMAND: FFmpeg published FILE with "-c copy"
sent_copy() {
  jq -n --arg key "$1" --arg command "$3" --argjson media "$(probe "$2")" --argjson messages "$(count_messages "$2")" \
    --argjson log "$(lines_of 'packets muxed' "$work/ffmpeg-$1.log")" --argjson server "$(server_recording "$1")" \
    --argjson sums "$(probe_packets "$work/received/$1.flv")" '
    { app: "live", streamKey: $key, command: $command,
      source: "ffprobe of the FLV file that FFmpeg published with -c copy" } + $media + {
      messages: ({ source: ("tags of an FLV file that FFmpeg wrote from the same input with -c copy: the packets, "
        + "one sequence header each for AVC and AAC, one AVC end of sequence; bytes: of all message payloads") } + $messages),
      senderLog: $log, recordedByServer: $server, sums: $sums }' >>"$work/published" || die "cannot describe what was sent"
}

# sent_live APP KEY FRAME-RATE COMMAND LOG: the sender encoded while it published. The frame rate is the
# one that the sender was told: the recording has only timestamps in milliseconds.
sent_live() {
  jq -n --arg app "$1" --arg key "$2" --argjson rate "$3" --arg command "$4" \
    --argjson media "$(probe "$work/received/$2.flv")" --argjson log "$(lines_of 'rtmp stream:|Output .simple_stream.' "$5")" \
    --argjson sums "$(probe_packets "$work/received/$2.flv")" '
    { app: $app, streamKey: $key, command: $command,
      source: "ffprobe of the FLV file that nginx-rtmp recorded from the published stream (packets without sequence headers)" }
    + $media + { senderLog: $log, sums: $sums } | .video.frameRate = $rate' >>"$work/published" || die "cannot describe what was sent"
}

server_recording() { # server_recording KEY
  probe "$work/received/$1.flv" |
    jq '{ source: "ffprobe of the FLV file that nginx-rtmp recorded", videoPackets: .video.packets, audioPackets: .audio.packets }'
}

# was_played APP KEY COMMAND FILE-OR-NOTHING NOTE
was_played() {
  local media=null
  [ -s "$4" ] && media=$(probe "$4")
  jq -n --arg app "$1" --arg key "$2" --arg command "$3" --argjson received "$media" --arg note "$5" \
    '{ app: $app, streamKey: $key, command: $command, received: $received, note: $note }' >>"$work/played" || die "cannot describe what was played"
}

count_analysis() { # count_analysis PCAP: frames that tshark takes for repeated or reordered ones, as JSON
  local fields=(retransmission out_of_order)
  tshark -r "$1" -Y "tcp.analysis.${fields[0]} || tcp.analysis.${fields[1]}" -T fields \
    "${fields[@]/#/-etcp.analysis.}" 2>/dev/null |
    jq -R 'split("\t")' | jq -s '{ retransmissions: map(select(.[0] != "")) | length, outOfOrder: map(select(.[1] != "")) | length }'
}

versions() { # versions PACKAGE...: JSON
  dpkg-query -W -f '${Package} ${Version}\n' "$@" | jq -R 'split(" ") | { (.[0]): .[1] }' | jq -s add
}

write_sent_json() {
  touch "$work/published" "$work/publishedTracks" "$work/played"
  jq -n --arg capture "${pcap##*/}" --arg server "127.0.0.1:$port" --argjson versions "$(versions "${software[@]}")" \
    --slurpfile published "$work/published" --slurpfile tracks "$work/publishedTracks" --slurpfile played "$work/played" \
    --argjson access "$(lines_of . "$work/nginx-access.log")" \
    --argjson tcpdump "$(lines_of 'packets? (captured|dropped)' "$work/tcpdump.log")" \
    --argjson analysis "$(count_analysis "$pcap")" \
    '{ capture: $capture, server: $server, packages: $versions, published: $published, publishedTracks: $tracks, played: $played,
       serverAccessLog: $access, tcpdump: $tcpdump, tsharkTcpAnalysis: $analysis }' >"${pcap%.pcap}.sent.json" || die "cannot write the .sent.json"
}

# --- one capture ------------------------------------------------------------------------------

start_capture() { # start_capture NAME [PACKAGE]: that of the client
  software=(nginx libnginx-mod-rtmp ffmpeg tcpdump tshark "${@:2}")
  pcap=$output/$1.pcap
  # -Z root: otherwise tcpdump gives up root and may not be allowed to write to the folder
  tcpdump -Z root -i lo -n -s 0 -B 524288 -w "$pcap" "tcp port $port" 2>"$work/tcpdump.log" &
  tcpdump=$!
  wait_until 5 grep -q 'listening on' "$work/tcpdump.log" || { cat "$work/tcpdump.log" >&2; die "tcpdump did not start"; }
}

finish_capture() {
  sleep 2
  stop "$tcpdump" INT
  stop "$nginx"
  printf '%s: %d bytes; %s\n' "$pcap" "$(stat -c %s "$pcap")" \
    "$(grep -E 'packets? (captured|dropped)' "$work/tcpdump.log" | paste -sd, | sed 's/,/, /g')"
  tshark -r "$pcap" -d "tcp.port==$port,rtmpt" -Y rtmpt -T fields -E separator=/t -E occurrence=a -E aggregator=',' \
    -e frame.number -e tcp.stream -e _ws.col.Info >"${pcap%.pcap}.tshark.tsv" 2>/dev/null
}

# --- the scenarios ----------------------------------------------------------------------------

publish_copy() { # publish_copy KEY FILE [OPTION]: FFmpeg in the background, pid in $publisher
  ffmpeg -nostdin -v verbose "${@:3}" -i "$2" -c copy -f flv "$server/live/$1" 2>"$work/ffmpeg-$1.log" &
  publisher=$!
}
publish_movie() {
  publish_copy movie "$work/movie.flv" -re
  sleep 2
}
movie_was_sent() {
  sent_copy movie "$work/movie.flv" "ffmpeg -re -i movie.flv -c copy -f flv $server/live/movie"
}

publish_play_vlc() {
  make_media 7 "$work/movie.flv"
  start_capture publish-play-vlc vlc-bin
  publish_movie
  (exec_as_nobody timeout 4 cvlc -q --intf dummy --vout dummy --aout dummy --play-and-exit "$server/live/movie") >/dev/null 2>&1
  wait "$publisher" || die "FFmpeg could not publish"
  finish_capture
  movie_was_sent
  was_played live movie "cvlc --vout dummy --aout dummy --play-and-exit $server/live/movie" "" \
    "started 2 s after the publisher, stopped by SIGTERM 4 s later; VLC keeps no file"
}

play_rtmpdump() {
  make_media 6 "$work/movie.flv"
  start_capture play-rtmpdump rtmpdump
  publish_movie
  rtmpdump -q -v -m 3 -r "$server/live/movie" -o "$work/dump.flv"
  wait "$publisher" || die "FFmpeg could not publish"
  finish_capture
  movie_was_sent
  was_played live movie "rtmpdump -v -m 3 -r $server/live/movie -o dump.flv" "$work/dump.flv" \
    "started 2 s after the publisher; received: ffprobe of dump.flv"
}

play_missing() {
  make_media 3 "$work/stored/clip.flv"
  start_capture play-missing
  ffmpeg -nostdin -v error -i "$server/vod/clip.flv" -c copy -f flv "$work/clip.flv"
  timeout 5 ffmpeg -nostdin -v error -i "$server/vod/missing.flv" -f null - 2>"$work/missing.log"
  finish_capture
  was_played vod clip "ffmpeg -i $server/vod/clip.flv -c copy -f flv clip.flv" "$work/clip.flv" \
    "a stored file of 3 s; received: ffprobe of clip.flv"
  was_played vod missing "ffmpeg -i $server/vod/missing.flv -f null -" "" \
    "the server has no such file; FFmpeg said: $(tail -n 1 "$work/missing.log")"
}

obs_settings() { # a profile and a scene for OBS in the home folder of nobody
  local settings=$work/home/.config/obs-studio
  mkdir -p "$settings/basic/profiles/Sample" "$settings/basic/scenes"
  cat >"$settings/global.ini" <<'INI'
[General]
FirstRun=true
EnableAutoUpdates=false
ConfirmOnExit=false
LastVersion=486539266

[Basic]
Profile=Sample
ProfileDir=Sample
SceneCollection=Sample
SceneCollectionFile=Sample

[BasicWindow]
WarnBeforeStartingStream=false
WarnBeforeStoppingStream=false
INI
  cat >"$settings/basic/profiles/Sample/basic.ini" <<'INI'
[General]
Name=Sample

[Video]
BaseCX=320
BaseCY=180
OutputCX=320
OutputCY=180
FPSCommon=30

[Audio]
SampleRate=44100
ChannelSetup=Stereo

[Output]
Mode=Simple

[SimpleOutput]
StreamEncoder=x264
VBitrate=150
ABitrate=64
INI
  cat >"$settings/basic/profiles/Sample/service.json" <<JSON
{ "type": "rtmp_custom", "settings": { "server": "$server/rtmp_live", "key": "test", "use_auth": false } }
JSON
  cat >"$settings/basic/scenes/Sample.json" <<'JSON'
{ "name": "Sample", "current_scene": "Scene", "current_program_scene": "Scene", "current_transition": "Cut",
  "scene_order": [{ "name": "Scene" }], "groups": [], "transitions": [],
  "sources": [
    { "id": "color_source", "versioned_id": "color_source_v3", "name": "Colour",
      "settings": { "color": 4294901760, "width": 320, "height": 180 } },
    { "id": "scene", "versioned_id": "scene", "name": "Scene",
      "settings": { "custom_size": false, "id_counter": 1, "items": [{ "name": "Colour", "id": 1, "visible": true }] } }
  ] }
JSON
  chown -R nobody:nogroup "$work/home"
}

publish_obs() {
  local screen obs
  obs_settings
  Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
  screen=$!
  wait_until 10 test -s "$work/display" || die "Xvfb did not start"
  display=:$(<"$work/display")
  start_capture publish-obs obs-studio
  (exec_as_nobody obs --multi --startstreaming --profile Sample --collection Sample) >"$work/obs.log" 2>&1 &
  obs=$!
  wait_until 40 test -s "$work/received/test.flv" || { tail -n 20 "$work/obs.log" >&2; die "OBS does not publish"; }
  sleep 6
  stop "$obs" INT
  finish_capture
  stop "$screen"
  sent_live rtmp_live test 30 "obs --startstreaming, with the custom service $server/rtmp_live and the key test" "$work/obs.log"
}

publish_gstreamer() {
  start_capture publish-gstreamer gstreamer1.0-plugins-bad
  gst-launch-1.0 -q flvmux name=mux streamable=true ! rtmp2sink location="$server/live/movie" \
    videotestsrc is-live=true num-buffers=150 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 \
    ! x264enc bitrate=150 tune=zerolatency key-int-max=50 ! h264parse ! queue ! mux. \
    audiotestsrc is-live=true num-buffers=260 ! audio/x-raw,rate=44100,channels=1 \
    ! voaacenc bitrate=48000 ! aacparse ! queue ! mux.
  finish_capture
  sent_live live movie 25 "gst-launch-1.0 flvmux name=mux streamable=true ! rtmp2sink location=$server/live/movie, \
with videotestsrc ! x264enc tune=zerolatency ! h264parse and audiotestsrc ! voaacenc ! aacparse" /dev/null
}

encode() { # encode FILE INPUT OPTION...: a file with one stream
  ffmpeg -nostdin -v error -y -f lavfi -i "$2" "${@:3}" "$work/$1" || die "ffmpeg could not make $1"
}
pictures() { # pictures FILE SIZE OPTION...: 8 pictures, a key frame every 4
  encode "$1" "testsrc2=size=$2:rate=25" -frames:v 8 -pix_fmt yuv420p -g 4 "${@:3}"
}
sounds() { # sounds FILE OPTION...: 0.3 s
  encode "$1" sine=frequency=440:sample_rate=48000 -t 0.3 "${@:2}"
}
hevc=(-c:v libx265 -preset veryfast -tag:v hvc1 -x265-params)
hevc_params=info=0:log-level=none:keyint=4:bframes=2
hdr=colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:hdr10=1:max-cll=1000,400
hdr+=':master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)'

# publish_tracks KEY FILE...: FFmpeg 8 publishes them, tracks of one kind in the order of the files
publish_tracks() {
  local key=$1 path sender paths=("${@:2}")
  paths=("${paths[@]/#/$work/}")
  sender=$(node "$RECORD_NODE_AV/publish-tracks.mjs" "$server/live/$key" "${paths[@]}" 2>"$work/node-av-$key.log") ||
    { cat "$work/node-av-$key.log" >&2; die "FFmpeg 8 could not publish $key"; }
  node "$RECORD_NODE_AV/publish-tracks.mjs" "$work/copy.flv" "${paths[@]}"  >/dev/null 2>&1 || die "FFmpeg 8 could not copy $key"
  for path in "${paths[@]}"; do probe_track "$path"; done |
    jq -s --arg key "$key" --arg command "node publish-tracks.mjs $server/live/$key ${*:2}" \
      --arg sender "node-av $node_av_version: $sender" \
      --argjson messages "$(count_tags "$work/copy.flv")" '
      def tracks(type): map(select(.type == type) | del(.type)) | to_entries | map({ trackId: .key } + .value);
      { app: "live", streamKey: $key, command: $command, sender: $sender,
        source: "ffprobe of the files whose packets were published unchanged; a track that is first of its kind has no number on the wire",
        video: tracks("video"), audio: tracks("audio"),
        messages: ({ source: "tags of the FLV file that the same FFmpeg writes of the same packets; bytes: of all message payloads" }
          + $messages) }' >>"$work/publishedTracks" || die "cannot describe what was sent"
}

probe_track() { # probe_track FILE: JSON of its one stream
  ffprobe -v error -count_packets -show_streams -of json "$1" | jq '.streams[0] |
    { type: .codec_type, codec: .codec_name, profile, width, height, sampleRate: (if .sample_rate then .sample_rate | tonumber else null end),
      channels, packets: (.nb_read_packets | tonumber) } | with_entries(select(.value != null))' ||
    die "cannot describe $1"
}

count_tags() { # count_tags FLV: JSON
  perl -e '
    use strict;
    local $/; open my $f, "<:raw", $ARGV[0] or die; my $flv = <$f>;
    my (%n, %bytes);
    for (my $at = 13; $at + 11 <= length $flv; ) {
      my ($type, $high, $low) = unpack "CCn", substr $flv, $at, 4;
      my $size = $high << 16 | $low;
      $n{$type}++; $bytes{$type} += $size;
      $at += 11 + $size + 4;
    }
    printf q({"metadata":%d,"video":{"messages":%d,"bytes":%d},"audio":{"messages":%d,"bytes":%d}}),
      $n{18}, $n{9}, $bytes{9}, $n{8}, $bytes{8};
  ' "$1"
}

publish_enhanced() {
  pictures hdr.mp4 64x36 -pix_fmt yuv420p10le "${hevc[@]}" "$hevc_params:$hdr"
  sounds surround.mkv -af 'pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0' -c:a libopus -b:a 48k
  pictures av1.mkv 64x36 -c:v libaom-av1 -cpu-used 8
  sounds flac.mkv -ar 16000 -c:a flac
  pictures vp9.mkv 64x36 -c:v libvpx-vp9 -deadline realtime
  sounds ac3.mkv -c:a ac3 -b:a 32k
  start_capture publish-enhanced
  publish_tracks hevc hdr.mp4 surround.mkv
  publish_tracks av1 av1.mkv flac.mkv
  publish_tracks vp9 vp9.mkv ac3.mkv
  finish_capture
}

publish_multitrack() {
  pictures hevc.mp4 64x36 "${hevc[@]}" $hevc_params
  pictures av1.mkv 32x18 -c:v libaom-av1 -cpu-used 8
  pictures avc.mp4 16x16 -c:v libx264 -preset veryfast -bf 2
  sounds opus.mkv -c:a libopus -b:a 16k
  sounds aac.mp4 -c:a aac -b:a 16k
  sounds eac3.mkv -c:a eac3 -b:a 32k
  sounds mp3.mkv -c:a libmp3lame -b:a 32k
  start_capture publish-multitrack
  publish_tracks tracks hevc.mp4 av1.mkv avc.mp4 opus.mkv aac.mp4 eac3.mkv mp3.mkv
  finish_capture
}

# small_movie FILE SECONDS PICTURES VIDEO-OPTIONS -- AUDIO-OPTIONS: pictures of 64x36
small_movie() {
  local file=$1 seconds=$2 pictures=$3 video=()
  shift 3
  while [ "$1" != -- ]; do video+=("$1"); shift; done
  ffmpeg -nostdin -v error -y -f lavfi -i "testsrc2=size=64x36:rate=$pictures" -f lavfi -i sine=frequency=440:sample_rate=48000 \
    -t "$seconds" -pix_fmt yuv420p -c:v libx264 -preset veryfast "${video[@]}" "${@:2}" -f flv "$work/$file" || die "ffmpeg could not make $file"
}

publish_rates() {
  local key
  small_movie ntsc.flv 2.2 30000/1001 -bf 3 -g 40 -sc_threshold 0 -b:v 16k -- -c:a aac -ar 22050 -ac 1 -b:a 12k
  small_movie fast.flv 1.2 60 -bf 0 -g 30 -sc_threshold 0 -b:v 24k -- -c:a libmp3lame -ac 1 -b:a 24k
  small_movie surround.flv 2.2 24 -bf 2 -g 18 -sc_threshold 0 -b:v 12k -- \
    -af 'pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0' -c:a aac -ar 16000 -b:a 24k
  start_capture publish-rates
  for key in ntsc fast surround; do
    publish_copy "$key" "$work/$key.flv"
    wait "$publisher" || die "FFmpeg could not publish"
  done
  finish_capture
  for key in ntsc fast surround; do sent_copy "$key" "$work/$key.flv" "ffmpeg -i $key.flv -c copy -f flv $server/live/$key"; done
}

load() {
  local key publishers=()
  make_heavy_media "$work/heavy.flv"
  ip link set lo mtu 1500
  ethtool -K lo tso off gso off gro off
  start_capture four-publishers
  for key in one two three four; do
    publish_copy "$key" "$work/heavy.flv"
    publishers+=("$publisher")
  done
  for publisher in "${publishers[@]}"; do wait "$publisher" || die "a publisher failed"; done
  finish_capture
  ip link set lo mtu 65536
  ethtool -K lo tso on gso on gro on
  for key in one two three four; do
    sent_copy "$key" "$work/heavy.flv" "ffmpeg -i heavy.flv -c copy -f flv $server/live/$key"
  done
}

for scenario in "${scenarios[@]}"; do
  work=$lab/$scenario
  mkdir "$work"
  make_home
  start_nginx
  "${scenario//-/_}"
  write_sent_json
done
