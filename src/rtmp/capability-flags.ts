import { type CodeTable, codes } from '../field/codes.ts';

const connect = 'RTMP 1.0 §7.2.1.1';
const enhanced = 'E-RTMP v2, Enhancing NetConnection connect Command';
const metadata = 'E-RTMP v2, Metadata Frame';

/** `audioCodecs` of connect: what the client can decode. */
export const AudioCodecFlag = codes({
  none: [0x0001, 'uncompressed', connect],
  adpcm: [0x0002, 'ADPCM', connect],
  mp3: [0x0004, 'MP3', connect],
  intel: [0x0008, 'Intel (not used)', connect],
  unused: [0x0010, 'not used', connect],
  nellymoser8k: [0x0020, 'Nellymoser 8 kHz', connect],
  nellymoser: [0x0040, 'Nellymoser', connect],
  g711ALaw: [0x0080, 'G.711 A-law', connect],
  g711MuLaw: [0x0100, 'G.711 mu-law', connect],
  nellymoser16k: [0x0200, 'Nellymoser 16 kHz', connect],
  aac: [0x0400, 'AAC', connect],
  speex: [0x0800, 'Speex', connect],
});

/** `videoCodecs` of connect: what the client can decode. */
export const VideoCodecFlag = codes({
  unused: [0x01, 'obsolete', connect],
  jpeg: [0x02, 'JPEG (obsolete)', connect],
  sorenson: [0x04, 'Sorenson H.263', connect],
  screen: [0x08, 'screen sharing', connect],
  vp6: [0x10, 'VP6', connect],
  vp6Alpha: [0x20, 'VP6 with alpha', connect],
  screen2: [0x40, 'screen sharing 2', connect],
  h264: [0x80, 'H.264', connect],
});

/** `videoFunction` of connect: what else the client can do with video. */
export const VideoFunctionFlag = codes({
  clientSeek: [0x01, 'frame-accurate seeking', connect],
  hdr: [0x02, 'HDR', metadata],
  packetTypeMetadata: [0x04, 'video metadata', metadata],
  largeScaleTile: [0x08, 'large-scale tiles', metadata],
});

/** `capsEx` of connect and of its answer. */
export const ExtendedCapability = codes({
  reconnect: [0x01, 'reconnect', enhanced],
  multitrack: [0x02, 'multitrack', enhanced],
  modEx: [0x04, 'ModEx', enhanced],
  timestampNanoOffset: [0x08, 'nanosecond timestamps', enhanced],
});

/** Each value of `videoFourCcInfoMap` and `audioFourCcInfoMap`. */
export const CodecCapability = codes({
  canDecode: [0x01, 'decode', enhanced],
  canEncode: [0x02, 'encode', enhanced],
  canForward: [0x04, 'forward', enhanced],
});

/** The names of the bits that are set, in their order, those without a name as `0x10`; `undefined` for what is no mask. */
export function flagNames(table: CodeTable, mask: unknown): string[] | undefined {
  if (typeof mask !== 'number' || !Number.isInteger(mask) || mask < 0 || mask > 0xffffffff) return undefined;
  const names: string[] = [];
  for (let bit = 1; bit <= mask; bit *= 2) {
    if ((mask & bit) !== 0) names.push(table.labelOf(bit) ?? `0x${bit.toString(16)}`);
  }
  return names;
}
