import { safeText } from '../bytes/safe-text.ts';
import { codes } from '../field/codes.ts';

const exVideo = 'E-RTMP v2, Enhanced Video';
const exAudio = 'E-RTMP v2, Enhanced Audio';

/** Codecs of enhanced video, as 32-bit numbers: `onMetaData` may say them as numbers too. */
export const VideoFourCc = codes({
  vp08: [0x76703038, 'VP8', exVideo],
  vp09: [0x76703039, 'VP9', exVideo],
  av01: [0x61763031, 'AV1', exVideo],
  avc1: [0x61766331, 'H.264', exVideo],
  hvc1: [0x68766331, 'HEVC', exVideo],
  vvc1: [0x76766331, 'VVC', exVideo],
});

/** Codecs of enhanced audio. */
export const AudioFourCc = codes({
  'ac-3': [0x61632d33, 'AC-3', exAudio],
  'ec-3': [0x65632d33, 'E-AC-3', exAudio],
  Opus: [0x4f707573, 'Opus', exAudio],
  '.mp3': [0x2e6d7033, 'MP3', exAudio],
  fLaC: [0x664c6143, 'FLAC', exAudio],
  mp4a: [0x6d703461, 'AAC', exAudio],
});

const known = new Map<number, string>();
for (const [text, code] of Object.entries({ ...VideoFourCc, ...AudioFourCc })) {
  if (typeof code === 'number') known.set(code, text);
}

/** The four characters of a code: `avc1`. What a terminal would act on is escaped. */
export function fourCcText(code: number): string {
  return known.get(code) ?? safeText(charactersOf(code));
}

function charactersOf(code: number): string {
  return String.fromCharCode(code >>> 24, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff);
}
