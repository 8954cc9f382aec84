import { codes } from '../field/codes.ts';

const audioTag = 'FLV 10.1 §E.4.2.1';
const exAudio = 'E-RTMP v2, Enhanced Audio';
const vendor = 'not in FLV 10.1; as some Chinese servers send it';

/** Format of the sound, or that an enhanced header follows. */
export const SoundFormat = codes({
  pcmPlatformEndian: [0, 'Linear PCM, platform endian', audioTag],
  adpcm: [1, 'ADPCM', audioTag],
  mp3: [2, 'MP3', audioTag],
  pcmLittleEndian: [3, 'Linear PCM, little endian', audioTag],
  nellymoser16k: [4, 'Nellymoser 16 kHz mono', audioTag],
  nellymoser8k: [5, 'Nellymoser 8 kHz mono', audioTag],
  nellymoser: [6, 'Nellymoser', audioTag],
  g711ALaw: [7, 'G.711 A-law logarithmic PCM', audioTag],
  g711MuLaw: [8, 'G.711 mu-law logarithmic PCM', audioTag],
  exHeader: [9, 'ExHeader', exAudio],
  aac: [10, 'AAC', audioTag],
  speex: [11, 'Speex', audioTag],
  opus: [13, 'Opus', vendor],
  mp3At8k: [14, 'MP3 8 kHz', audioTag],
  deviceSpecific: [15, 'Device-specific sound', audioTag],
});

/** Sampling rate, where the format does not say it itself. */
export const SoundRate = codes({
  at5k: [0, '5.5 kHz', audioTag],
  at11k: [1, '11 kHz', audioTag],
  at22k: [2, '22 kHz', audioTag],
  at44k: [3, '44 kHz', audioTag],
});

/** Size of an uncompressed sample. */
export const SoundSize = codes({
  bits8: [0, '8-bit samples', audioTag],
  bits16: [1, '16-bit samples', audioTag],
});

/** Channels, where the format does not say it itself. */
export const SoundType = codes({
  mono: [0, 'Mono sound', audioTag],
  stereo: [1, 'Stereo sound', audioTag],
});

/** What an AAC message carries. */
export const AacPacketType = codes({
  sequenceHeader: [0, 'AAC sequence header', audioTag],
  raw: [1, 'AAC raw', audioTag],
});

/** What an enhanced audio message carries. */
export const AudioPacketType = codes({
  sequenceStart: [0, 'Sequence start', exAudio],
  codedFrames: [1, 'Coded frames', exAudio],
  sequenceEnd: [2, 'Sequence end', exAudio],
  multichannelConfig: [4, 'Multichannel configuration', exAudio],
  multitrack: [5, 'Multitrack', exAudio],
  modEx: [7, 'Modifier or extension', exAudio],
});
