import { bytes, hex, u24, u32 } from '../../test/writer/bytes.ts';
import { Random } from '../../test/writer/random.ts';
import { audio, type Message, video } from '../../test/writer/rtmp.ts';

/** A live stream of H.264 and AAC. */
export type Quality = {
  readonly videoKbps: number;
  readonly framesPerSecond: number;
  readonly audioKbps: number;
};

/** What is sent at one moment: a message, or two whose chunks are mixed. */
export type Moment = { readonly milliseconds: number; readonly messages: readonly Message[] };

const KEYFRAME_SECONDS = 2;
/** How many times as large as the others a keyframe is. */
const KEYFRAME_WEIGHT = 8;
const SOUND_MS = 1024 / 44.1;

/** As OBS Studio sends them (samples/publish-obs.pcap). */
const AVC_CONFIGURATION = hex(`17 00 000000 01 64000d ff e1 001c
  6764000dacd941419f9f016a02020280000003008000001e478a14cb 01 0004 68efbcb0`);
const AAC_CONFIGURATION = hex('af 00 1210 56e500');

const POOL_LENGTH = 4 * 1024 * 1024;
/** The same for every capture, whichever was written before it. */
const POOL = new Random(1).bytes(POOL_LENGTH);

/**
 * The sequence headers, then pictures and sounds in order of time, without end.
 * @param start RTMP timestamp of the first @param mixes whether a sound is sent within the next picture
 */
export function* media(quality: Quality, start: number, mixes: boolean, random: Random): Generator<Moment> {
  yield { milliseconds: 0, messages: [video(start, AVC_CONFIGURATION)] };
  yield { milliseconds: 0, messages: [audio(start, AAC_CONFIGURATION)] };
  const { framesPerSecond } = quality;
  let sound = 0;
  for (let index = 0; ; index++) {
    const milliseconds = Math.floor((index * 1000) / framesPerSecond);
    const waiting: Message[] = [];
    for (; sound * SOUND_MS <= milliseconds; sound++) {
      const timestamp = start + Math.floor(sound * SOUND_MS);
      waiting.push(audio(timestamp, soundOf(quality, random)));
    }
    const within = mixes ? waiting.pop() : undefined;
    for (const message of waiting) yield { milliseconds: message.timestamp - start, messages: [message] };
    const picture = video(start + milliseconds, pictureOf(quality, index, random));
    yield { milliseconds, messages: within === undefined ? [picture] : [picture, within] };
  }
}

function pictureOf({ videoKbps, framesPerSecond }: Quality, index: number, random: Random): Uint8Array {
  const interval = KEYFRAME_SECONDS * framesPerSecond;
  const isKey = index % interval === 0;
  const unit = ((videoKbps * 125) / framesPerSecond) * (interval / (interval - 1 + KEYFRAME_WEIGHT));
  const length = jittered(isKey ? unit * KEYFRAME_WEIGHT : unit, random);
  const compositionMs = isKey ? 0 : (index % 3) * Math.floor(1000 / framesPerSecond);
  const head = bytes(isKey ? 0x17 : 0x27, 0x01, u24(compositionMs), u32(length), isKey ? 0x65 : 0x41);
  return bytes(head, noise(length - 1, random));
}

function soundOf({ audioKbps }: Quality, random: Random): Uint8Array {
  return bytes(0xaf, 0x01, noise(jittered((audioKbps / 8) * SOUND_MS, random), random));
}

/** A length between half and one and a half times the mean. */
function jittered(mean: number, random: Random): number {
  return Math.max(16, Math.floor(mean / 2) + random.below(Math.ceil(mean)));
}

/** Bytes from a pool: what coded pictures hold does not matter, and random bytes are slow to make. */
function noise(length: number, random: Random): Uint8Array {
  const start = random.below(POOL_LENGTH - length);
  return POOL.subarray(start, start + length);
}
