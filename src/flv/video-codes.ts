import { codes } from '../field/codes.ts';

const videoTag = 'FLV 10.1 §E.4.3.1';
const exVideo = 'E-RTMP v2, Enhanced Video';
const informal = 'not in FLV 10.1; FFmpeg reads it';
const vendor = 'not in FLV 10.1; agreed on by Chinese content delivery networks';

/** Type of video frame. */
export const FrameType = codes({
  key: [1, 'Key frame', videoTag],
  inter: [2, 'Inter frame', videoTag],
  disposableInter: [3, 'Disposable inter frame', videoTag],
  generatedKey: [4, 'Generated key frame', videoTag],
  command: [5, 'Video info/command frame', videoTag],
});

/** Codec of a message without enhanced header. */
export const CodecId = codes({
  jpeg: [1, 'JPEG', 'not in FLV 10.1; unused in earlier editions'],
  sorensonH263: [2, 'Sorenson H.263', videoTag],
  screen: [3, 'Screen video', videoTag],
  vp6: [4, 'On2 VP6', videoTag],
  vp6Alpha: [5, 'On2 VP6 with alpha channel', videoTag],
  screen2: [6, 'Screen video version 2', videoTag],
  avc: [7, 'AVC', videoTag],
  realH263: [8, 'H.263', informal],
  mpeg4: [9, 'MPEG-4 Part 2', informal],
  hevc: [12, 'HEVC', vendor],
  av1: [13, 'AV1', vendor],
});

/** What a message carries whose codec is AVC, or HEVC or AV1 by their vendor numbers. */
export const AvcPacketType = codes({
  sequenceHeader: [0, 'AVC sequence header', videoTag],
  nalu: [1, 'AVC NALU', videoTag],
  endOfSequence: [2, 'AVC end of sequence', videoTag],
});

/** What a command frame asks for. */
export const VideoCommand = codes({
  startSeek: [0, 'Start of client-side seeking video frame sequence', videoTag],
  endSeek: [1, 'End of client-side seeking video frame sequence', videoTag],
});

/** What an enhanced video message carries. */
export const VideoPacketType = codes({
  sequenceStart: [0, 'Sequence start', exVideo],
  codedFrames: [1, 'Coded frames', exVideo],
  sequenceEnd: [2, 'Sequence end', exVideo],
  codedFramesX: [3, 'Coded frames, composition time 0', exVideo],
  metadata: [4, 'Metadata', exVideo],
  mpeg2TsSequenceStart: [5, 'MPEG-2 TS sequence start', exVideo],
  multitrack: [6, 'Multitrack', exVideo],
  modEx: [7, 'Modifier or extension', exVideo],
});
