import type { TrackConfig } from './track-config.ts';

/** Samples of a frame of codecs that have but one length (ISO 11172-3 §2.4.2.1, ISO 13818-3 §2.4.2.1, ETSI TS 102 366 §4.1). */
const MP3_SAMPLES = 1152;
const LOW_RATE_MP3_SAMPLES = 576;
const LOWEST_MPEG1_RATE = 32_000;
const AC3_SAMPLES = 1536;

/** Milliseconds of the sound in each frame; `undefined` where it differs from frame to frame, or is not known. */
export function soundLength(
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
