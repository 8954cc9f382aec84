import { limitLabel, limitNames, limitTable } from '../../src/bytes/limits.ts';
import { COMMANDS, OPTIONS } from '../../src/cli/option-table.ts';

/** The manual page, in the macros of man(7), from the tables that `--help` is made of. */
export function manPage(version: string): string {
  const commands = COMMANDS.map(([name, text]) => `.TP\n.B ${name}\n${roff(capital(text))}.\n`);
  const options = OPTIONS.map(({ name, short, value, text }) => {
    const flags = short === undefined ? `\\-\\-${roff(name)}` : `\\-${short}, \\-\\-${roff(name)}`;
    return `.TP\n.B ${flags}${value === undefined ? '' : ` \\fI${roff(value)}\\fP`}\n${roff(text)}\n`;
  });
  const limits = limitNames.map((name) => {
    const [standard, text] = limitTable[name];
    return `.TP\n.B ${roff(limitLabel(name))}=${standard}\n${roff(text)}\n`;
  });
  return `.TH RTMP\\-DISSECT 1 "" "rtmp\\-dissect ${version}" "User Commands"
.SH NAME
rtmp\\-dissect \\- tells what happened on the RTMP connections in a packet capture
.SH SYNOPSIS
.B rtmp\\-dissect
[\\fIcommand\\fP] \\fICAPTURE\\fP... [\\fIoptions\\fP]
.SH DESCRIPTION
Reads packet captures, puts the segments of each TCP connection in order, finds RTMP by what it looks like, on any port,
and prints who said what, in which frame, and what it means.
.PP
CAPTURE is a pcap or pcapng file, also compressed, or \\- for standard input. Several are read as one, in order of time.
Frames are counted from 1 and connections from 0, as in Wireshark.
.SH COMMANDS
${commands.join('')}.SH OPTIONS
${options.join('')}.SH LIMITS
What a capture can make grow is bounded. What exceeds a bound leaves a note that names it, and reading goes on.
${limits.join('')}.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 2
Wrong usage, or no readable capture: one line on standard error says what and where.
.TP
.B 70
A bug of the program.
.SH EXAMPLES
.TP
.B rtmp\\-dissect capture.pcap
Who connected, what was said, what was sent.
.TP
.B rtmp\\-dissect capture.pcap \\-V \\-Y 'command == \\(dqconnect\\(dq'
The fields of one message, byte by byte.
.TP
.B rtmp\\-dissect capture.pcap \\-T ndjson | jq .info
One JSON object a message.
.TP
.B tcpdump \\-i any \\-U \\-w \\- tcp port 1935 | rtmp\\-dissect \\-
Watch a server; Ctrl\\-C ends with a summary.
.SH SEE ALSO
.BR tshark (1),
.BR wireshark\\-filter (4),
.BR tcpdump (8)
`;
}

/** Text as man(7) prints it. */
function roff(text: string): string {
  return text
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
