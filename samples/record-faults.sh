#!/bin/bash
# Records captures of RTMP that goes wrong, one for each kind of fault: real clients and servers, tcpdump.
set -u -o pipefail

usage() {
  cat <<'TEXT'
usage: record-faults.sh [options] [OUTPUT]

Writes to the folder OUTPUT (default: faults/ beside this script), for every fault NAME:

  NAME.pcap   the capture
  NAME.json   how it was made, and the diagnosis that it must get: known from what was done, and from the frame that tshark or
              the sender names, not from an RTMP dissector

options:
  --only A,B     only these faults
  --list         their names
  --no-install   do not install missing Debian packages, name them and stop
  -h, --help     this text

Needs root and Debian 12. Everything runs in a network namespace of its own, so no setting of the machine's network is touched
and no other traffic gets in. Faults are in faults/scenarios/*.sh, a function each; faults/senders/ has senders and servers that
do one thing wrong, and a cable that loses and delays.
TEXT
}

die() { echo "record-faults.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "$0")" && pwd)
faults=()
scenario() { faults+=("$1"); } # scenario NAME: announces the function fault_NAME, with _ for -
for file in "$here"/faults/scenarios/*.sh; do . "$file"; done

only=() install=yes output=
arguments=("$@")
while [ $# -gt 0 ]; do
  case $1 in
    --only) IFS=, read -r -a only <<<"${2:-}"; shift ;;
    --list) printf '%s\n' "${faults[@]}"; exit 0 ;;
    --no-install) install=no ;;
    -h|--help) usage; exit 0 ;;
    -*) usage >&2; die "unknown option $1" ;;
    *) output=$1 ;;
  esac
  shift
done
for name in "${only[@]}"; do
  [[ " ${faults[*]} " == *" $name "* ]] || die "no fault '$name' (--list names them)"
done
[ ${#only[@]} -gt 0 ] && faults=("${only[@]}")
[ "$(id -u)" = 0 ] || die "run it as root"
output=${output:-$here/faults}
mkdir -p "$output" || exit 1
output=$(cd "$output" && pwd) || exit 1

packages=(tcpdump tshark wireshark-common jq iproute2 ffmpeg nginx libnginx-mod-rtmp rtmpdump vlc-bin vlc-plugin-base
  gstreamer1.0-tools gstreamer1.0-plugins-{base,good,bad,ugly} chromium curl openssl openssh-client python3 nodejs)
install_packages() {
  local name missing=() apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  for name in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && continue
    [ "$name" = nodejs ] && command -v node >/dev/null && continue
    missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  [ $install = yes ] || die "missing packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >&2 ||
    die "could not install: ${missing[*]}"
}

# The second start of this script happens inside the namespace.
if [ "${RECORD_IN_NAMESPACE:-}" != yes ]; then
  install_packages
  RECORD_IN_NAMESPACE=yes exec unshare --net -- bash "$here/${0##*/}" "${arguments[@]}"
fi
ip link set lo up || die "cannot set up the loopback interface"
export PYTHONDONTWRITEBYTECODE=1
senders=$here/faults/senders
server=rtmp://127.0.0.1
lab=$(mktemp -d /tmp/rtmp-faults.XXXXXX)
chmod 755 "$lab"

# --- processes --------------------------------------------------------------------------------

stop() { # stop PID [SIGNAL]
  kill -CONT "$1" 2>/dev/null
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
stop_all() {
  local pid
  for pid in $(jobs -rp); do stop "$pid"; done
}
clean_up() {
  local pid
  for pid in $(jobs -p); do kill -CONT "$pid" 2>/dev/null; kill -KILL "$pid" 2>/dev/null; done
  rm -rf "$lab"
}
trap clean_up EXIT
trap 'exit 130' INT TERM
listens() { [ -n "$(ss -Hltn "sport = :$1")" ]; }

# --- the media --------------------------------------------------------------------------------

# media FILE SECONDS [OPTION...]: 160x90, 10 pictures and 15.6 sounds a second, a key frame each second, about 3 kB a second
media() {
  ffmpeg -nostdin -v error -y -f lavfi -i testsrc=size=160x90:rate=10 -f lavfi -i sine=frequency=440:sample_rate=16000 \
    -t "$2" -pix_fmt yuv420p -c:v libx264 -preset veryfast -x264-params info=0 -crf 42 -bf 0 -g 10 \
    -c:a aac -ac 1 -b:a 8k "${@:3}" -f flv "$1" || die "ffmpeg could not make $1"
}
movie() { media "$work/movie.flv" "$@"; }
publish() { # publish [KEY [OPTION...]]: FFmpeg publishes movie.flv in real time; pid in $publisher
  ffmpeg -nostdin -v error -re -i "$work/movie.flv" -c copy "${@:2}" -f flv "$server/live/${1:-movie}" 2>"$work/ffmpeg.log" &
  publisher=$!
}

# --- the server -------------------------------------------------------------------------------

start_nginx() { # start_nginx [DIRECTIVES OF live [DIRECTIVES OF THE SERVER [PORT OF RTMP, HTTP is then at 1935]]]
  local http=8403
  [ -n "${3:-}" ] && http=1935
  mkdir -p "$work/stored"
  cat >"$work/nginx.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off;
master_process off;
pid $work/nginx.pid;
error_log $work/nginx-error.log notice;
events { worker_connections 64; }
http { access_log off; server { listen 127.0.0.1:$http; return 403; } }
rtmp {
  access_log off;
  server {
    listen ${3:-1935};
    chunk_size 4096;
    ${2:-}
    application live { live on; ${1:-} }
    application vod  { play $work/stored; }
  }
}
CONF
  ${inside:-} nginx -e "$work/nginx-error.log" -c "$work/nginx.conf" &
  nginx=$!
  wait_until 5 test -s "$work/nginx.pid" || { cat "$work/nginx-error.log" >&2; die "nginx did not start"; }
}
serve() { # serve FAULT: the server of senders/serve.mjs
  node "$senders/serve.mjs" 1935 "$1" "$work/movie.flv" >"$work/struck" &
  wait_until 5 listens 1935 || die "the server did not start"
}

# --- one capture ------------------------------------------------------------------------------

capture() { # capture [INTERFACE [CONDITION and]]: in the namespace that $tap leads into
  ${tap:-} tcpdump -Z root -i "${1:-lo}" -n -s 0 --immediate-mode -B 65536 -w "$pcap" "${2:-} tcp port 1935" 2>"$work/tcpdump.log" &
  tcpdump=$!
  wait_until 5 grep -q 'listening on' "$work/tcpdump.log" || { cat "$work/tcpdump.log" >&2; die "tcpdump did not start"; }
}
end_capture() { # end_capture [SECONDS]: later
  sleep "${1:-0.5}"
  stop "$tcpdump" INT
}

first_frame() { # first_frame DISPLAY-FILTER
  tshark -r "$pcap" -Y "$1" -T fields -e frame.number 2>/dev/null | head -n 1
}
last_frame() { # last_frame DISPLAY-FILTER
  tshark -r "$pcap" -Y "$1" -T fields -e frame.number 2>/dev/null | tail -n 1
}
frame_of_text() { # frame_of_text TEXT [FURTHER FILTER]: the first with these bytes
  first_frame "tcp.payload contains \"$1\"${2:+ && $2}"
}
frame_of_byte() { # frame_of_byte OFFSET [client|server] [STREAM]: with this byte of what that side sent
  local port=dstport
  [ "${2:-client}" = server ] && port=srcport
  tshark -r "$pcap" -Y "tcp.stream == ${3:-0} && tcp.$port == 1935 && tcp.len > 0" -T fields -e frame.number -e tcp.seq -e tcp.len 2>/dev/null |
    awk -v at="$1" '$2 - 1 <= at && at < $2 - 1 + $3 { print $1; exit }'
}
struck() { frame_of_byte "$(head -n 1 "$work/struck")" "$@"; } # the frame where the sender says that the fault begins

# tell FINDING SEVERITY SIDE FRAME FACTS MADE: the diagnosis; FRAME may be empty. STREAM is in $stream.
tell() {
  jq -n --arg finding "$1" --arg severity "$2" --arg side "$3" --arg frame "$4" --argjson facts "$5" --arg made "$6" \
    --argjson stream "${stream:-0}" '{ made: $made, stream: $stream, finding: $finding, severity: $severity, side: $side,
      frame: (if $frame == "" then null else ($frame | tonumber) end), facts: $facts }
    | with_entries(select(.value != null))' >"${pcap%.pcap}.json" || die "cannot write the diagnosis of $pcap"
}
healthy() { # healthy MADE: nothing is wrong
  jq -n --arg made "$1" '{ made: $made, stream: 0, finding: null }' >"${pcap%.pcap}.json"
}

for fault in "${faults[@]}"; do
  work=$lab/$fault pcap=$output/$fault.pcap stream=0 inside=
  mkdir "$work"
  "fault_${fault//-/_}"
  stop_all
  printf '%s: %d bytes, %s\n' "$fault" "$(stat -c %s "$pcap")" "$(jq -c '[.finding, .side, .frame]' "${pcap%.pcap}.json")"
done
