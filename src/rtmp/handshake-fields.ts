import { type Field, field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { DIGEST_LENGTH, digestPlace, KEY_LENGTH, keyPlace, PART_LENGTH } from './digest.ts';
import type { Handshake } from './message.ts';

const complex = 'not in RTMP 1.0; as Flash Media Server and nginx-rtmp do it';
export const c0 = field('rtmpt.handshake.c0', 'group', 'C0', 'RTMP 1.0 §5.2.2');
export const s0 = field('rtmpt.handshake.s0', 'group', 'S0', 'RTMP 1.0 §5.2.2');
export const c1 = field('rtmpt.handshake.c1', 'group', 'C1', 'RTMP 1.0 §5.2.3');
export const s1 = field('rtmpt.handshake.s1', 'group', 'S1', 'RTMP 1.0 §5.2.3');
export const c2 = field('rtmpt.handshake.c2', 'group', 'C2', 'RTMP 1.0 §5.2.4');
export const s2 = field('rtmpt.handshake.s2', 'group', 'S2', 'RTMP 1.0 §5.2.4');
export const version = field('rtmpt.handshake.version', 'uint', 'version', 'RTMP 1.0 §5.2.2');
export const time = field('rtmpt.handshake.time', 'uint', 'time', 'RTMP 1.0 §5.2.3');
export const zero = field('rtmpt.handshake.zero', 'uint', 'zero', 'RTMP 1.0 §5.2.3');
export const random = field('rtmpt.handshake.random', 'bytes', 'random data', 'RTMP 1.0 §5.2.3');
export const program = field('rtmpt.handshake.program', 'bytes', 'version of the program', complex);
export const digestOffset = field('rtmpt.handshake.digest_offset', 'bytes', 'digest offset', complex);
export const digest = field('rtmpt.handshake.digest', 'bytes', 'digest', complex);
/** Diffie-Hellman, for RTMPE; random bytes where nothing is encrypted. */
export const key = field('rtmpt.handshake.key', 'bytes', 'public key', complex);
export const keyOffset = field('rtmpt.handshake.key_offset', 'bytes', 'key offset', complex);
export const peerTime = field(
  'rtmpt.handshake.peer_time',
  'uint',
  "time of the peer's part 1",
  'RTMP 1.0 §5.2.4',
);
export const time2 = field('rtmpt.handshake.time2', 'uint', 'time2', 'RTMP 1.0 §5.2.4');
export const echo = field('rtmpt.handshake.echo', 'bytes', 'random echo', 'RTMP 1.0 §5.2.4');
export const signed = field('rtmpt.handshake.signed', 'bytes', 'signed random data', complex);
export const signature = field('rtmpt.handshake.signature', 'bytes', 'signature', complex);

const PARTS: Readonly<Record<string, Field>> = { C0: c0, S0: s0, C1: c1, S1: s1, C2: c2, S2: s2 };

/** Reads the parts of a handshake that one record tells (RTMP 1.0 §5.2). Throws `Malformed` where they end early. */
export function readHandshakeFields(reader: FieldReader, handshake: Handshake): void {
  for (const name of handshake.name.split('+')) {
    reader.begin(PARTS[name]!);
    if (name.endsWith('0')) reader.uint8(version);
    else if (name.endsWith('1')) readPart1(reader, handshake);
    else readPart2(reader, handshake);
    reader.finish();
  }
}

function readPart1(reader: FieldReader, { digestScheme }: Handshake): void {
  const start = reader.position;
  const bytesUpTo = (end: number, as: Field): void => {
    if (start + end > reader.position) reader.bytes(start + end - reader.position, as);
  };
  if (digestScheme === undefined) {
    reader.uint32(time);
    reader.uint32(zero);
    return bytesUpTo(PART_LENGTH, random);
  }
  const part1 = reader.data.subarray(start);
  const ofDigest = digestPlace(part1, digestScheme);
  const ofKey = keyPlace(part1, digestScheme);
  reader.uint32(time);
  reader.bytes(4, program);
  const places = [
    { at: ofDigest.offset, length: 4, as: digestOffset },
    { at: ofDigest.digest, length: DIGEST_LENGTH, as: digest },
    { at: ofKey.key, length: KEY_LENGTH, as: key },
    { at: ofKey.offset, length: 4, as: keyOffset },
  ];
  for (const { at, length, as } of places.toSorted((a, b) => a.at - b.at)) {
    bytesUpTo(at, random);
    reader.bytes(length, as);
  }
  bytesUpTo(PART_LENGTH, random);
}

/** An echo, or the signed answer to a digest: then no byte of it echoes anything. */
function readPart2(reader: FieldReader, { echoes, digestValid }: Handshake): void {
  if (echoes === false && digestValid === true) {
    reader.bytes(PART_LENGTH - DIGEST_LENGTH, signed);
    reader.bytes(DIGEST_LENGTH, signature);
    return;
  }
  reader.uint32(peerTime);
  reader.uint32(time2);
  reader.bytes(PART_LENGTH - 8, echo);
}
