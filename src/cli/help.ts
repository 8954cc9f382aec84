import { limitLines } from './limits.ts';
import { COMMANDS, OPTIONS } from './option-table.ts';

const WIDTH = 18;

/** What `--help` prints. */
export function helpText(): string {
  const commands = COMMANDS.map(([name, text]) => `  ${name.padEnd(WIDTH)}${text}\n`);
  const options = OPTIONS.map(({ name, short, value, text }) => {
    const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
    return `  ${flag.padEnd(WIDTH + 4)}${text}\n`;
  });
  return `rtmp-dissect tells what happened on the RTMP connections in a packet capture.

usage: rtmp-dissect [command] CAPTURE... [options]

CAPTURE is a pcap or pcapng file, also gzipped or in lz4 or zstd, or - for standard input. Several are read as one, in
order of time.

commands
${commands.join('')}
options
${options.join('')}
limits, and what they bound: what exceeds one leaves a note, and reading goes on
${limitLines()}
examples
  rtmp-dissect capture.pcap                        who connected, what was said, what was sent
  rtmp-dissect capture.pcap -a | less              the same with every picture and sound
  rtmp-dissect capture.pcap -T frames              one line a frame, as in Wireshark's packet list
  rtmp-dissect capture.pcap -T ndjson | jq .info   one JSON object a message
  rtmp-dissect findings capture.pcap               what went wrong, why, and what to do
  rtmp-dissect info capture.pcap                   what is in the file, RTMP or not
  tcpdump -i any -U -w - tcp port 1935 | rtmp-dissect -      watch live, end with Ctrl-C

Frames are counted from 1 and connections from 0, as in Wireshark. RTMP is found by what it looks like, on any port.
Exit codes: 0 done, 1 findings (--fail-on), 2 wrong usage or not a readable capture, 70 a bug of ours.
`;
}
