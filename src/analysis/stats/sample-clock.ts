import type { TrackConfig } from '../track-config.ts';

/** Samples of a frame of codecs that have but one length (ISO 11172-3 §2.4.2.1, ISO 13818-3 §2.4.2.1, ETSI TS 102 366 §4.1). */
const MP3_SAMPLES = 1152;
const LOW_RATE_MP3_SAMPLES = 576;
const LOWEST_MPEG1_RATE = 32_000;
const AC3_SAMPLES = 1536;
/** Of a step of timestamps, the share of a frame that it may be off: more, and a frame is missing or the clock was set. */
const MOST_ERROR = 0.5;
/** Of all steps, the share that may be off by more, or the timestamps are no measure. */
const MOST_IRREGULAR = 0.1;

/** How far the timestamps of a sound run ahead of its samples, which can't be late. */
export class SampleClock {
  private last: number | undefined;
  private sum = 0;
  private steps = 0;
  private irregular = 0;

  /** @param length milliseconds of a frame, as its samples say */
  tick(timestamp: number, length: number | undefined): void {
    if (this.last !== undefined && length !== undefined) {
      const error = ((timestamp - this.last) | 0) - length;
      this.steps++;
      if (Math.abs(error) < MOST_ERROR * length) this.sum += error;
      else this.irregular++;
    }
    this.last = timestamp;
  }

  /** Milliseconds since the first frame; `undefined` where frames have no known length, or timestamps do not follow it. */
  get ahead(): number | undefined {
    return this.steps === 0 || this.irregular > MOST_IRREGULAR * this.steps ? undefined : this.sum;
  }
}

/** Milliseconds of the sound in each frame; `undefined` where it differs from frame to frame, or is not known. */
export function frameLengthOf(
  codec: string | undefined,
  sampleRate: number | undefined,
  track: TrackConfig | undefined,
): number | undefined {
  if (track?.kind === 'audio' && 'coreSampleRate' in track.config) {
    return lengthOf(track.config.frameLength, track.config.coreSampleRate);
  }
  if (codec === 'MP3') {
    const isLow = sampleRate !== undefined && sampleRate < LOWEST_MPEG1_RATE;
    return lengthOf(isLow ? LOW_RATE_MP3_SAMPLES : MP3_SAMPLES, sampleRate);
  }
  return codec === 'AC-3' ? lengthOf(AC3_SAMPLES, sampleRate) : undefined;
}

function lengthOf(samples: number | undefined, rate: number | undefined): number | undefined {
  return samples === undefined || rate === undefined || rate === 0 ? undefined : (samples * 1000) / rate;
}
