import { safeText } from '../bytes/safe-text.ts';
import { findDigest, PART_LENGTH } from './digest.ts';

/** What else is spoken where RTMP is looked for, as the first bytes of a direction tell. */
export type ForeignProtocol = {
  readonly name: 'RTMPE' | 'TLS' | 'HTTP' | 'RTSP' | 'SIP' | 'SSH' | 'PROXY protocol' | 'FLV' | 'MPEG-TS';
  /** What those bytes say: `GET /live HTTP/1.1`, `ClientHello`. Fit for a terminal. */
  readonly detail: string;
};

/** The first line of a protocol of text is as long as this at most, and this much of it is shown. */
const MOST_LINE = 512;
const SHOWN_LINE = 100;
/** How the first lines of protocols of text look. */
const LINES: readonly (readonly [ForeignProtocol['name'], RegExp])[] = [
  ['SSH', /^SSH-\d/],
  ['RTSP', /^(?:RTSP\/\d|[A-Z_]+ \S+ RTSP\/\d)/],
  ['SIP', /^(?:SIP\/\d|[A-Z]+ \S+ SIP\/\d)/],
  ['HTTP', /^(?:HTTP\/\d|[A-Z]+ \S+ HTTP\/\d)/],
  ['PROXY protocol', /^PROXY (?:TCP4|TCP6|UNKNOWN)/],
];

/** Versions in C0 with which Flash Player encrypts; no specification was published (librtmp, handshake.h). */
const ENCRYPTED: ReadonlyMap<number, string> = new Map([
  [6, 'RTMPE'],
  [8, 'RTMPE with XTEA'],
  [9, 'RTMPE with Blowfish'],
]);
/** TLS records of the types alert and handshake (RFC 8446 §5.1), and the messages that open a handshake. */
const TLS_ALERT = 21;
const TLS_ALERT_LENGTH = 2;
const TLS_HANDSHAKE = 22;
const TLS_OPENINGS: ReadonlyMap<number, string> = new Map([
  [1, 'ClientHello'],
  [2, 'ServerHello'],
]);
/** The header of version 2 of the PROXY protocol begins with these. */
const PROXY_SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a];
/** Every packet of a transport stream has so many bytes and begins with 0x47 (ISO 13818-1 §2.4.3.2). */
const TS_PACKET_LENGTH = 188;
const TS_SYNC = 0x47;

/**
 * The protocol that a direction begins with: known by what only that protocol says, never by the port. `unsure`: more
 * bytes are needed, 1537 in all at most.
 */
export function recognizeProtocol(head: Uint8Array): ForeignProtocol | 'unsure' | undefined {
  const found = [recognizeLine, recognizeTls, recognizeEncrypted, recognizeSignature, recognizePackets].map(
    (recognize) => recognize(head),
  );
  return found.find((one) => typeof one === 'object') ?? found.find((one) => one === 'unsure');
}

/** What a version in C0 or S0 that is not 3 stands for (RTMP 1.0 §5.2.2). */
export function versionName(version: number): string {
  const encrypted = ENCRYPTED.get(version);
  if (encrypted !== undefined) return encrypted;
  if (version < 3) return 'deprecated';
  return version < 32 ? 'reserved' : 'not allowed, since protocols of text begin so';
}

type Recognized = ForeignProtocol | 'unsure' | undefined;

function recognizeLine(head: Uint8Array): Recognized {
  let line = '';
  let isWhole = false;
  for (let i = 0; i < Math.min(head.length, MOST_LINE) && !isWhole; i++) {
    const byte = head[i]!;
    if (byte === 0x0d || byte === 0x0a) isWhole = true;
    else if (byte < 0x20 || byte > 0x7e) return undefined;
    else line += String.fromCharCode(byte);
  }
  if (!isWhole && head.length < MOST_LINE) return 'unsure';
  const name = LINES.find(([, pattern]) => pattern.test(line))?.[0];
  return name && { name, detail: safeText(line.slice(0, SHOWN_LINE)) };
}

function recognizeTls(head: Uint8Array): Recognized {
  const [type, major, minor = 0, high, low, message] = head;
  if ((type !== TLS_HANDSHAKE && type !== TLS_ALERT) || (major ?? 3) !== 3 || minor > 4) return undefined;
  if (message === undefined) return 'unsure';
  if (type === TLS_ALERT) {
    return high === 0 && low === TLS_ALERT_LENGTH
      ? { name: 'TLS', detail: `alert ${head[6] ?? ''}`.trim() }
      : undefined;
  }
  const detail = TLS_OPENINGS.get(message);
  return detail === undefined ? undefined : { name: 'TLS', detail };
}

/** RTMPE: a version of its own, and a C1 or S1 that carries a digest all the same. */
function recognizeEncrypted(head: Uint8Array): Recognized {
  const version = ENCRYPTED.get(head[0] ?? 0);
  if (version === undefined) return undefined;
  if (head.length < 1 + PART_LENGTH) return 'unsure';
  const part1 = head.subarray(1, 1 + PART_LENGTH);
  const digest = findDigest(part1, 'client') ?? findDigest(part1, 'server');
  return digest && { name: 'RTMPE', detail: `version ${head[0]}, ${version}` };
}

function recognizeSignature(head: Uint8Array): Recognized {
  if (head[0] === 0x46 && head[1] === 0x4c && head[2] === 0x56 && head[3] === 1) {
    return { name: 'FLV', detail: 'the header of a file' };
  }
  if (!PROXY_SIGNATURE.every((byte, i) => (head[i] ?? byte) === byte)) return undefined;
  return head.length < PROXY_SIGNATURE.length ? 'unsure' : { name: 'PROXY protocol', detail: 'version 2' };
}

function recognizePackets(head: Uint8Array): Recognized {
  const starts = [0, TS_PACKET_LENGTH, 2 * TS_PACKET_LENGTH];
  if (!starts.every((at) => (head[at] ?? TS_SYNC) === TS_SYNC)) return undefined;
  return head.length <= starts[2]! ? 'unsure' : { name: 'MPEG-TS', detail: 'packets of 188 bytes' };
}
