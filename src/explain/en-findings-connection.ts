import type { Facts, Said } from '../analysis/findings/facts.ts';
import { otherRole } from '../analysis/findings/side-health.ts';
import { duration, percent, quantity } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** TCP, the protocol on the port, the handshake, and how it ended. */
export const connectionFindings: TextsOf<'tcp' | 'protocol' | 'handshake' | 'close' | 'capture'> = {
  'tcp.syn-unanswered': {
    title: 'Nothing answers the attempt to connect',
    evidence: ({ syns, waited }) => `${quantity(syns, 'SYN')} in ${duration(waited)}, and no answer`,
    meaning: 'The client asks for a TCP connection again and again, and neither yes nor no comes back.',
    causes: 'A firewall drops the packets, the address is wrong, or the host is down.',
    advice:
      'Try the port from another network. Many networks let no traffic out to port 1935: RTMPS on 443 often gets through.',
  },
  'tcp.refused': {
    title: 'The server refuses the TCP connection',
    evidence: ({ frame, waited }) =>
      `the SYN in frame ${frame} was answered with RST after ${duration(waited)}`,
    meaning: 'The host answers, and nothing listens on the port.',
    causes: 'The RTMP server is not running, listens on another port or on another address of the host.',
    advice: 'Look on the host whether the server runs and where it listens, then correct the URL.',
  },
  'tcp.reset': {
    title: 'A side broke the connection off',
    evidence: ({ role, frame, unread }) =>
      `the ${role} broke the connection off with RST in frame ${frame}${unread > 0 ? `; ${quantity(unread, 'byte')} of the ${otherRole(role)} were not acknowledged` : ''}`,
    meaning: 'A RST ends a connection at once: what was under way is lost.',
    causes: 'The program ended or was killed with data that it had not read, or a device on the way cut in.',
    advice: 'Look into the log of the side that sent it, at the time of the RST.',
  },
  'tcp.fin-in-message': {
    title: 'The connection ends inside a message',
    evidence: ({ note }) => note.text,
    meaning: 'A side finished sending before the message that it had begun was whole.',
    causes: 'It crashed, was stopped hard, or closed the socket without waiting for its own queue.',
    advice: 'Let the sender flush what it has begun before it closes.',
  },
  'tcp.large-segments-lost': {
    title: 'Large packets do not get through',
    evidence: ({ role, times, largest }) =>
      `a segment of the ${role} was sent again ${quantity(times, 'time')} and never acknowledged; its largest segments have ${quantity(largest, 'byte')}`,
    meaning:
      'Small packets arrive, full-sized ones never do, so that the connection hangs at the first of them.',
    causes: 'A tunnel or VPN has a smaller MTU, and a firewall drops the ICMP messages that would say so.',
    advice:
      'Lower the MTU of the sender, clamp the MSS on the router, or let ICMP "fragmentation needed" pass.',
  },
  'tcp.round-trip-long': {
    title: 'The way to the server is long',
    evidence: ({ time }) => `a round trip takes ${duration(time)}, by the opening of the connection`,
    meaning:
      'Each step of the start-up waits for one round trip or more, and losses take as long to be repaired.',
    causes: 'The server is far away, or the line is congested or goes over satellite or mobile radio.',
    advice: 'Choose an ingest server nearby.',
  },
  'tcp.retransmissions': {
    title: 'Segments were sent again',
    evidence: ({ role, segments, share, bytes }) =>
      `${quantity(segments, 'segment')} of the ${role} (${percent(share)}), ${quantity(bytes, 'byte')}, were sent again`,
    meaning: 'Some packets were lost or late, and TCP repaired that.',
    causes: 'A few are normal on any network.',
    advice: 'Nothing, unless there are many of them or media stall at the same time.',
  },
  'protocol.http': {
    title: 'HTTP where RTMP is expected',
    evidence: speaks,
    meaning: 'One side speaks HTTP, so the other one closes or waits for ever.',
    causes:
      'A browser, a health check or an HTTP-FLV or HLS player was pointed at the RTMP port, or the port of the URL is that of a web server.',
    advice: 'Correct the port of the URL. For RTMP in HTTP the URL begins with rtmpt://.',
  },
  'protocol.tls': {
    title: 'TLS where RTMP is expected',
    evidence: speaks,
    meaning: 'One side begins to encrypt and the other one does not, so that neither understands the other.',
    causes:
      'The URL says rtmps:// and the port is the plain one, or it says rtmp:// and the port expects TLS.',
    advice: 'Use rtmps:// with the TLS port (often 443) and rtmp:// with the plain one (often 1935).',
  },
  'protocol.rtsp': {
    title: 'RTSP where RTMP is expected',
    evidence: speaks,
    meaning: 'One side speaks RTSP, another protocol for streaming.',
    causes: 'The URL begins with rtsp://, or the port is that of an RTSP server such as a camera.',
    advice: 'Use the URL scheme that belongs to the port: RTSP has 554, RTMP 1935.',
  },
  'protocol.ssh': {
    title: 'SSH where RTMP is expected',
    evidence: speaks,
    meaning: 'One side speaks SSH.',
    causes: 'A port was mistyped, or someone scans for SSH servers.',
    advice: 'Correct the port; a scan can be ignored or blocked.',
  },
  'protocol.other': {
    title: 'Something else than RTMP on its port',
    evidence: (facts) =>
      'bytes' in facts ? `the client sent ${quantity(facts.bytes, 'byte')} that are no RTMP` : speaks(facts),
    meaning: 'The first bytes are no version and no handshake of RTMP.',
    causes:
      'Another program uses the port, a proxy puts a header in front, or the client encrypts in a way of its own.',
    advice: 'Look at the bytes with the follow command.',
  },
  'handshake.silent-client': {
    title: 'The client says nothing',
    evidence: ({ waited }) => `the connection was open for ${duration(waited)}, and the client sent nothing`,
    meaning: 'TCP is open, and the client, who must begin, sent no byte of C0 and C1.',
    causes: 'A port check or load balancer only looks whether the port is open, or the client hangs.',
    advice: 'Nothing for health checks; else look into the log of the client.',
  },
  'handshake.silent-server': {
    title: 'The server does not answer the handshake',
    evidence: ({ waited, closer }) =>
      `the server sent nothing for ${duration(waited)} after C0 and C1${closer === undefined ? '' : `; then the ${closer} closed the connection`}`,
    meaning: 'C0 and C1 reached the server, and no S0 and S1 came back.',
    causes:
      'What listens is no RTMP server, expects TLS first, is overloaded, or forwards to one that is down.',
    advice: 'Check what listens on the port, and whether rtmps:// is meant.',
  },
  'handshake.incomplete': {
    title: 'The handshake stops halfway',
    evidence: (facts) =>
      'note' in facts
        ? facts.note.text
        : 'part' in facts
          ? `${facts.part} did not come for ${duration(facts.waited)} after frame ${facts.frame}`
          : `the client sent ${quantity(facts.bytes, 'byte')} of the ${quantity(facts.whole, 'byte')} of C0 and C1`,
    meaning: 'A side sent a part of its 1,536 bytes, and then nothing.',
    causes: 'The program was stopped, or sends parts that are too short.',
    advice: 'C1, S1, C2 and S2 have 1,536 bytes each, whatever their content.',
  },
  'handshake.version': {
    title: 'Wrong version in the handshake',
    evidence: (facts) =>
      'detail' in facts
        ? speaks(facts)
        : `the ${facts.role} opens with ${facts.note?.text ?? `version ${facts.version} where RTMP has 3`}`,
    meaning: 'The first byte names another version than 3, the only one of RTMP in use.',
    causes: 'An encrypted variant (RTMPE has 6) was asked for, or the bytes are another protocol.',
    advice: 'Use rtmp:// or rtmps:// in the place of rtmpe://.',
  },
  'handshake.echo-mismatch': {
    title: 'C2 or S2 does not echo the other side',
    evidence: ({ note }) => note.text,
    meaning: 'The answer must repeat the random bytes of the other side, or be signed for their digest.',
    causes: 'An implementation sends bytes of its own; most peers do not look at them.',
    advice: 'Copy S1 to C2 and C1 to S2. Strict peers close the connection here.',
  },
  'handshake.early-data': {
    title: 'The client calls before the handshake is over',
    evidence: ({ frame, wait }) =>
      `the first message of the client is complete in frame ${frame}, ${duration(wait)} before S2 was`,
    meaning: 'A message came before S2: the client must wait for it.',
    causes: 'The client saves a round trip.',
    advice: 'Wait for S2; some servers drop what comes before it.',
  },
  'close.client-fin': {
    title: 'The client closed the connection without a word',
    evidence: closes,
    meaning:
      'The client ended TCP in the orderly way, and said neither deleteStream nor anything else before.',
    causes: 'The program ended or was killed, or gave up; the last message tells after what.',
    advice: 'If it was not meant, look into the log of the client at that time.',
  },
  'close.server-fin': {
    title: 'The server closed the connection without a word',
    evidence: closes,
    meaning: 'The server ended TCP in the orderly way, without a status message that says why.',
    causes:
      'A rule of the server (a callback, a limit, a time-out), a restart, or a rejection without a reason.',
    advice: 'Look into the log of the server at that time; the last message tells what it reacted to.',
  },
  'close.client-rst': {
    title: 'The client broke the connection off',
    evidence: closes,
    meaning: 'The client ended TCP with RST, mostly because data were there that it had not read.',
    causes: 'Players leave so when they are closed; else the program crashed.',
    advice: 'Nothing for a player that was closed; else look into the log of the client.',
  },
  'close.server-rst': {
    title: 'The server broke the connection off',
    evidence: closes,
    meaning: 'The server ended TCP with RST while data were on their way to it.',
    causes: 'The process ended, was killed or restarted, or dropped the client.',
    advice: 'Look into the log of the server at that time.',
  },
  'close.delete-stream': {
    title: 'The stream was ended as it should be',
    evidence: ({ role, name, frame, end }) =>
      name === undefined
        ? `the ${role} ended the pictures with an end of sequence in frame ${frame}${end === undefined ? '' : `, and closed TCP with ${end.how}`}`
        : `the ${role} ended the stream with ${name} in frame ${frame}${end === undefined ? '' : `; then the ${end.role} closed TCP with ${end.how}`}`,
    meaning: 'A side said that the stream is over before TCP was closed.',
    causes: 'Someone stopped publishing or playing, or the recording came to its end.',
    advice: 'Nothing.',
  },
  'close.silence': {
    title: 'The connection went silent and was never closed',
    evidence: ({ waited, ...words }) =>
      `nothing came for the last ${duration(waited)}, and neither side closed the connection; ${lastWords(words)}`,
    meaning: 'Nothing more came of a stream under way, no FIN, no RST, no goodbye.',
    causes: 'The sender hangs or was suspended, its network went away, or a NAT forgot the connection.',
    advice: 'Look at the sender; servers should have a time-out for silence.',
  },
  'capture.gap': {
    title: 'Packets are missing from the capture',
    evidence: ({ role, bytes }) =>
      `${quantity(bytes, 'byte')} of what the ${role} sent are not in the capture, although the other side went on as if it had them`,
    meaning:
      'The parties have had these bytes, the capture has not: nothing was wrong with the stream there.',
    causes: 'The machine that captured could not keep up, or saw only some of several paths.',
    advice: 'Capture with a larger buffer (tcpdump -B), to a fast disk, with a filter for the port.',
  },
  'capture.snap-length': {
    title: 'Packets were cut short when captured',
    evidence: ({ role, bytes }) =>
      `packets were cut short when they were captured: ${quantity(bytes, 'byte')} of what the ${role} sent are missing`,
    meaning: 'Only the first bytes of each packet were kept, so that messages are not whole.',
    causes: 'A snap length was set.',
    advice: 'Capture whole packets: tcpdump -s 0.',
  },
  'capture.one-direction': {
    title: 'Only one direction was captured',
    evidence: ({ role, bytes }) =>
      `no packet of the ${role} was captured, and ${quantity(bytes, 'byte')} of the other side`,
    meaning: 'No packet of the other side is there, so answers and acknowledgements can not be judged.',
    causes: 'A mirror port or filter lets one direction through, or the way back is another one.',
    advice: 'Capture on one of the two hosts, without a filter for source or destination.',
  },
  'capture.began-late': {
    title: 'The capture began in mid-stream',
    evidence: () => 'neither the SYN nor the handshake of this connection was captured',
    meaning: 'The connection was open already, so what was agreed on before is not known.',
    causes: 'The capture was started after the stream.',
    advice: 'Start the capture before the client connects to see who is who and what was asked for.',
  },
};

function speaks({ role, name, detail }: Facts['protocol.http']): string {
  return `the ${role} speaks ${name}, not RTMP: ${detail}`;
}

function closes({ role, how, frame, ...words }: Facts['close.client-fin']): string {
  return `the ${role} closed TCP with ${how} in frame ${frame}, without a word before; ${lastWords(words)}`;
}

function lastWords({ last, lastWord }: Pick<Facts['close.silence'], 'last' | 'lastWord'>): string {
  const words = `last came ${told(last)}`;
  return lastWord === undefined ? words : `${words}; the last that was no media was ${told(lastWord)}`;
}

function told({ name, from, frame }: Said): string {
  return `${typeof name === 'number' ? `a message of type ${name}` : name} of the ${from} in frame ${frame}`;
}
