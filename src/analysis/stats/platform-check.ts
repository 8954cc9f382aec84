import { type BitRateRule, PLATFORMS, type PlatformRules } from './platform-rules.ts';
import type { TrackStats } from './track.ts';

/** Keyframes come with the next picture, not to the millisecond: a twentieth more is what was asked for. */
const TOLERANCE = 1.05;

/** What a stream is held against. */
export type PlatformRule = 'videoCodec' | 'audioCodec' | 'keyframeInterval' | 'videoBitRate' | 'audioBitRate';

/**
 * `meets`; `differs` from what is advised, and is taken all the same; `breaks` what is demanded; `unknown`, where the platform
 * publishes nothing, or the capture does not tell.
 */
export type Verdict = 'meets' | 'differs' | 'breaks' | 'unknown';

/** A rule of a platform and what was measured: a codec, seconds, or bits a second. */
export type PlatformCheck = {
  readonly rule: PlatformRule;
  readonly measured: string | number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** What is best, within these bounds. */
  readonly advised: number | undefined;
  /** Codecs that are taken. */
  readonly taken: readonly string[] | undefined;
  /** Of a bit rate: the largest and most frequent pictures that its bounds are for, where not all. */
  readonly pictures: { readonly lines: number; readonly frameRate: number | undefined } | undefined;
  readonly verdict: Verdict;
};

/** A stream held against what one platform publishes. */
export type PlatformFacts = {
  readonly platform: string;
  readonly sources: PlatformRules['sources'];
  readonly checks: readonly PlatformCheck[];
};

const NO_BOUNDS = {
  min: undefined,
  max: undefined,
  advised: undefined,
  taken: undefined,
  pictures: undefined,
} as const;

/** Holds the first tracks of a published stream against the rules of every platform. */
export function checkPlatforms(
  video: TrackStats | undefined,
  audio: TrackStats | undefined,
): PlatformFacts[] {
  return PLATFORMS.map((rules) => ({
    platform: rules.platform,
    sources: rules.sources,
    checks: [
      codecCheck('videoCodec', video?.codec, rules.videoCodecs),
      codecCheck('audioCodec', audio?.codec, rules.audioCodecs),
      keyframeCheck(video, rules),
      videoRateCheck(video, rules),
      audioRateCheck(audio, rules),
    ],
  }));
}

function codecCheck(
  rule: PlatformRule,
  measured: string | undefined,
  taken: readonly string[],
): PlatformCheck {
  const verdict = measured === undefined ? 'unknown' : taken.includes(measured) ? 'meets' : 'breaks';
  return { rule, measured, ...NO_BOUNDS, taken, verdict };
}

function keyframeCheck(video: TrackStats | undefined, { keyframeInterval }: PlatformRules): PlatformCheck {
  const { advised, max } = keyframeInterval;
  const { max: longest, open = 0 } = video?.keyframeInterval ?? {};
  const seconds = Math.max(longest ?? 0, open) / 1000;
  // Without a second keyframe only what is too long already is known.
  const isKnown = longest !== undefined || seconds > advised * TOLERANCE;
  const measured = isKnown ? seconds : undefined;
  let verdict: Verdict = isKnown ? 'meets' : 'unknown';
  if (seconds > max * TOLERANCE) verdict = 'breaks';
  else if (seconds > advised * TOLERANCE) verdict = 'differs';
  return { rule: 'keyframeInterval', measured, ...NO_BOUNDS, max, advised, verdict };
}

function videoRateCheck(video: TrackStats | undefined, rules: PlatformRules): PlatformCheck {
  const measured = video?.bitRate.mean;
  const range = video === undefined ? undefined : rangeFor(video, rules.videoBitRates);
  let verdict: Verdict = 'unknown';
  if (measured !== undefined && range !== undefined) {
    verdict = measured <= range.max && measured >= (range.min ?? 0) ? 'meets' : 'differs';
  }
  const { min, max, lines, frameRate } = range ?? {};
  const pictures = lines === undefined ? undefined : { lines, frameRate };
  return { rule: 'videoBitRate', measured, ...NO_BOUNDS, min, max, pictures, verdict };
}

/**
 * The range for a picture as large and as frequent; one that stands upright has the lines of its narrow side. Of an unknown size or
 * rate only the range for all pictures is known.
 */
function rangeFor(video: TrackStats, ranges: readonly BitRateRule[]): BitRateRule | undefined {
  const { codec = '', width = Infinity, height = Infinity, frameRate } = video;
  const rate = frameRate.nominal ?? frameRate.mean ?? Infinity;
  const narrow = Math.min(width, height);
  return ranges.find(
    ({ codecs, lines = Infinity, frameRate: most = Infinity }) =>
      (codecs?.includes(codec) ?? true) && narrow <= lines && rate <= most * TOLERANCE,
  );
}

function audioRateCheck(audio: TrackStats | undefined, { audioBitRate }: PlatformRules): PlatformCheck {
  const measured = audio?.bitRate.mean;
  let verdict: Verdict = 'unknown';
  if (measured !== undefined && audioBitRate !== undefined) {
    verdict = measured <= audioBitRate.max * TOLERANCE ? 'meets' : 'differs';
  }
  const { advised, max } = audioBitRate ?? {};
  return { rule: 'audioBitRate', measured, ...NO_BOUNDS, max, advised, verdict };
}
