/** Bits a second of video that a platform gives for pictures of up to so many lines and frames a second. */
export type BitRateRule = {
  /** Codecs that it is about; all that the platform takes, where none is said. */
  readonly codecs?: readonly string[];
  readonly lines: number;
  readonly frameRate: number;
  readonly min?: number;
  readonly max: number;
};

/** What a platform publishes of what it takes. Times in seconds, rates in bits a second. */
export type PlatformRules = {
  readonly platform: string;
  /** Where it is published, and as of when: the date that the page bears, or that of its stored copy's reading. */
  readonly sources: readonly { readonly url: string; readonly date: string }[];
  readonly videoCodecs: readonly string[];
  readonly audioCodecs: readonly string[];
  /** From keyframe to keyframe: what is advised, and what must not be exceeded. */
  readonly keyframeInterval: { readonly advised: number; readonly max: number };
  /** In order: the first that fits the stream counts. */
  readonly videoBitRates: readonly BitRateRule[];
  readonly audioBitRate: { readonly max: number } | undefined;
};

const M = 1_000_000;
const K = 1000;
const H264 = ['H.264'];

/** The figures of the platforms, as published. */
export const PLATFORMS: readonly PlatformRules[] = [
  {
    platform: 'YouTube',
    sources: [
      {
        url: 'https://support.google.com/youtube/answer/2853702?authuser=6&ref_topic=6136989',
        date: '2026-11-20',
      },
      {
        url: 'https://support.google.com/youtube/answer/2853702?topic=2853713&ctx=topic',
        date: '2026-11-20',
      },
    ],
    videoCodecs: ['H.264', 'HEVC', 'AV1'],
    audioCodecs: ['AAC', 'MP3'],
    keyframeInterval: { advised: 2, max: 4 },
    videoBitRates: [
      { lines: 720, frameRate: 60, min: 3 * M, max: 8 * M },
      { lines: 1080, frameRate: 30, min: 3 * M, max: 8 * M },
      { codecs: H264, lines: 1080, frameRate: 60, max: 12 * M },
      { lines: 1080, frameRate: 60, min: 4 * M, max: 10 * M },
      { codecs: H264, lines: 1440, frameRate: 30, max: 15 * M },
      { lines: 1440, frameRate: 30, min: 5 * M, max: 25 * M },
      { codecs: H264, lines: 1440, frameRate: 60, max: 24 * M },
      { lines: 1440, frameRate: 60, min: 6 * M, max: 30 * M },
      { codecs: H264, lines: 2160, frameRate: 30, max: 30 * M },
      { lines: 2160, frameRate: 30, min: 8 * M, max: 35 * M },
      { codecs: H264, lines: 2160, frameRate: 60, max: 35 * M },
      { lines: 2160, frameRate: 60, min: 10 * M, max: 40 * M },
    ],
    audioBitRate: undefined,
  },
  {
    platform: 'Twitch',
    sources: [
      {
        url: 'https://help.twitch.tv/customer/portal/articles/1253460-broadcast-requirements',
        date: '2017-03-30',
      },
    ],
    videoCodecs: H264,
    audioCodecs: ['AAC'],
    keyframeInterval: { advised: 2, max: 2 },
    videoBitRates: [{ lines: Infinity, frameRate: Infinity, min: 3 * M, max: 6 * M }],
    audioBitRate: { max: 160 * K },
  },
  {
    platform: 'Facebook',
    sources: [{ url: 'https://developers.facebook.com/docs/live-video-api/reference', date: '2026-11-20' }],
    videoCodecs: H264,
    audioCodecs: ['AAC'],
    keyframeInterval: { advised: 2, max: 4 },
    videoBitRates: [
      { lines: 360, frameRate: 60, min: 400 * K, max: M },
      { lines: 480, frameRate: 30, min: 600 * K, max: 2 * M },
      { lines: 720, frameRate: 30, min: 1500 * K, max: 4 * M },
      { lines: 720, frameRate: 60, min: 2250 * K, max: 6 * M },
      { lines: 1080, frameRate: 30, min: 3 * M, max: 6 * M },
      { lines: 1080, frameRate: 60, min: 4500 * K, max: 9 * M },
    ],
    audioBitRate: { max: 256 * K },
  },
];
