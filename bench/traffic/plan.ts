import type { SessionPlan } from './session.ts';

/** One place in the capture: whoever has it connects, leaves after a while, and is followed by the next. */
export type Seat = Pick<SessionPlan, 'action' | 'chunkSize' | 'quality' | 'mixes'> & {
  /** Payload bytes of a TCP segment at most: an MTU of 1500, or what segmentation offload hands to a capture. */
  readonly segment: number;
  readonly ip: 4 | 6;
};

const MTU_1500 = { segment: 1460 } as const;
const MTU_1500_IPV6 = { segment: 1440 } as const;
const OFFLOADED = { segment: 65_483 } as const;

const hd = { videoKbps: 6000, framesPerSecond: 30, audioKbps: 160 };
const fullHd = { videoKbps: 8000, framesPerSecond: 60, audioKbps: 160 };
const medium = { videoKbps: 2500, framesPerSecond: 25, audioKbps: 128 };
const fine = { videoKbps: 4000, framesPerSecond: 30, audioKbps: 128 };
const low = { videoKbps: 600, framesPerSecond: 15, audioKbps: 64 };

/**
 * About 40 Mbit/s. Chunks of 4096 bytes are what FFmpeg, OBS Studio and nginx-rtmp send, 60000 SRS, and 128 whoever
 * announces nothing.
 */
export const SEATS: readonly Seat[] = [
  { action: 'publish', quality: hd, chunkSize: 4096, mixes: false, ...MTU_1500, ip: 4 },
  { action: 'publish', quality: medium, chunkSize: 128, mixes: true, ...MTU_1500, ip: 4 },
  { action: 'publish', quality: fine, chunkSize: 60_000, mixes: false, ...OFFLOADED, ip: 4 },
  { action: 'publish', quality: low, chunkSize: 4096, mixes: true, ...MTU_1500_IPV6, ip: 6 },
  { action: 'play', quality: hd, chunkSize: 4096, mixes: false, ...OFFLOADED, ip: 4 },
  { action: 'play', quality: medium, chunkSize: 4096, mixes: false, ...MTU_1500, ip: 4 },
  { action: 'play', quality: fine, chunkSize: 60_000, mixes: false, ...MTU_1500, ip: 4 },
  { action: 'play', quality: low, chunkSize: 128, mixes: true, ...MTU_1500, ip: 4 },
  { action: 'play', quality: fullHd, chunkSize: 4096, mixes: false, ...MTU_1500_IPV6, ip: 6 },
];
