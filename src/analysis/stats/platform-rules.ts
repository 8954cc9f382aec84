/** Bits a second of video that a platform gives for pictures of up to so many lines and frames a second, or for all. */
export type BitRateRule = {
  /** Codecs that it is about; all that the platform takes, where none is said. */
  readonly codecs?: readonly string[];
  readonly lines?: number;
  readonly frameRate?: number;
  readonly min?: number;
  readonly max: number;
};

/** What a platform publishes of what it takes. Times in seconds, rates in bits a second. */
export type PlatformRules = {
  readonly platform: string;
  /** Where it is published, and as of when: the date that the page bears, or the day on which it was read. */
  readonly sources: readonly { readonly url: string; readonly date: string }[];
  readonly videoCodecs: readonly string[];
  readonly audioCodecs: readonly string[];
  /** From keyframe to keyframe: what is advised, and what must not be exceeded. */
  readonly keyframeInterval: { readonly advised: number; readonly max: number };
  /** In order: the first that fits the stream counts. */
  readonly videoBitRates: readonly BitRateRule[];
  readonly audioBitRate: { readonly advised?: number; readonly max: number } | undefined;
};

const M = 1_000_000;
const K = 1000;
const H264 = ['H.264'];
const NEWER = ['HEVC', 'AV1'];

/** The figures of the platforms, as published. */
export const PLATFORMS: readonly PlatformRules[] = [
  {
    platform: 'YouTube',
    sources: [{ url: 'https://support.google.com/youtube/answer/2853702', date: '2026-10-04' }],
    videoCodecs: [...H264, ...NEWER],
    audioCodecs: ['AAC', 'MP3'],
    keyframeInterval: { advised: 2, max: 4 },
    videoBitRates: [
      { codecs: H264, lines: 480, frameRate: 30, min: 400 * K, max: 4 * M },
      { codecs: H264, lines: 720, frameRate: 60, min: 3 * M, max: 8 * M },
      { codecs: H264, lines: 1080, frameRate: 30, min: 5 * M, max: 14 * M },
      { codecs: H264, lines: 1080, frameRate: 60, min: 6 * M, max: 17 * M },
      { codecs: H264, lines: 1440, frameRate: 30, min: 7 * M, max: 21 * M },
      { codecs: H264, lines: 1440, frameRate: 60, min: 8 * M, max: 34 * M },
      { codecs: H264, lines: 2160, frameRate: 30, min: 11 * M, max: 42 * M },
      { codecs: H264, lines: 2160, frameRate: 60, min: 14 * M, max: 50 * M },
      { codecs: NEWER, lines: 480, frameRate: 30, min: 300 * K, max: 3 * M },
      { codecs: NEWER, lines: 720, frameRate: 60, min: 2 * M, max: 6 * M },
      { codecs: NEWER, lines: 1080, frameRate: 30, min: 4 * M, max: 10 * M },
      { codecs: NEWER, lines: 1080, frameRate: 60, min: 4 * M, max: 12 * M },
      { codecs: NEWER, lines: 1440, frameRate: 30, min: 5 * M, max: 15 * M },
      { codecs: NEWER, lines: 1440, frameRate: 60, min: 6 * M, max: 24 * M },
      { codecs: NEWER, lines: 2160, frameRate: 30, min: 8 * M, max: 30 * M },
      { codecs: NEWER, lines: 2160, frameRate: 60, min: 10 * M, max: 35 * M },
    ],
    audioBitRate: undefined,
  },
  {
    platform: 'Twitch',
    sources: [
      { url: 'https://help.twitch.tv/s/article/broadcasting-guidelines', date: '2026-10-04' },
      { url: 'https://help.twitch.tv/s/article/guide-to-broadcast-health', date: '2026-10-04' },
      { url: 'https://help.twitch.tv/s/article/stream-quality', date: '2026-10-04' },
    ],
    videoCodecs: H264,
    audioCodecs: ['AAC'],
    keyframeInterval: { advised: 2, max: 2 },
    videoBitRates: [{ max: 6 * M }],
    audioBitRate: { max: 160 * K },
  },
  {
    platform: 'Facebook',
    sources: [{ url: 'https://developers.facebook.com/docs/live-video-api/reference', date: '2026-04-16' }],
    videoCodecs: H264,
    audioCodecs: ['AAC'],
    keyframeInterval: { advised: 2, max: 4 },
    videoBitRates: [
      { lines: 360, min: 400 * K, max: M },
      { lines: 480, frameRate: 30, min: 600 * K, max: 2 * M },
      { lines: 720, frameRate: 30, min: 1500 * K, max: 4 * M },
      { lines: 720, frameRate: 60, min: 2250 * K, max: 6 * M },
      { lines: 1080, frameRate: 30, min: 3 * M, max: 6 * M },
      { lines: 1080, frameRate: 60, min: 4500 * K, max: 9 * M },
    ],
    audioBitRate: { advised: 128 * K, max: 256 * K },
  },
];
