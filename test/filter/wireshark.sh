#!/usr/bin/env bash
# Asks tshark the filters of wireshark.tsv and writes its answers behind them: the number of frames in each sample.
set -euo pipefail
cd "$(dirname "$0")"
samples=(publish-play-vlc play-rtmpdump play-missing publish-obs publish-gstreamer)
recorded=$(mktemp)
while IFS= read -r line; do
  filter=${line%%$'\t'*}
  if [[ $line == '#'* || -z $filter ]]; then
    printf '%s\n' "$line"
    continue
  fi
  counts=()
  for sample in "${samples[@]}"; do
    counts+=("$(tshark -r "../../samples/$sample.pcap" -o rtmpt.max_packet_size:10000000 -Y "rtmpt and ($filter)" \
      -T fields -e frame.number 2>/dev/null | wc -l)")
  done
  printf '%s\t%s\n' "$filter" "${counts[*]}"
done <wireshark.tsv >"$recorded"
cat "$recorded" >wireshark.tsv
rm "$recorded"
