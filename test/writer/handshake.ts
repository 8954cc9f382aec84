import { bytes, join, u32 } from './bytes.ts';
import { Random } from './random.ts';

/** The handshake without digests (RTMP 1.0 §5.2), in the order c0c1, s0s1s2, c2. */
export type Handshake = {
  readonly c0c1: Uint8Array;
  readonly s0s1s2: Uint8Array;
  readonly c2: Uint8Array;
};

/** How the handshake should differ from a correct one. */
export type HandshakeStyle = {
  readonly seed?: number;
  readonly version?: number;
  readonly clientTime?: number;
  readonly serverTime?: number;
  /** S2 or C2 that echo something else. */
  readonly wrongEcho?: 's2' | 'c2';
};

/** A simple handshake; its 1528 random bytes depend on the seed only. */
export function handshake(style: HandshakeStyle = {}): Handshake {
  const random = new Random(style.seed ?? 1);
  const version = style.version ?? 3;
  const c1 = bytes(u32(style.clientTime ?? 0), u32(0), random.bytes(1528));
  const s1 = bytes(u32(style.serverTime ?? 0), u32(0), random.bytes(1528));
  const s2 = style.wrongEcho === 's2' ? random.bytes(1536) : c1;
  const c2 = style.wrongEcho === 'c2' ? random.bytes(1536) : s1;
  return { c0c1: bytes(version, c1), s0s1s2: join([Uint8Array.of(version), s1, s2]), c2 };
}
