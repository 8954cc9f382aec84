import { readAudioPayload } from '../flv/audio-payload.ts';
import type { MediaReading } from '../flv/media-packet.ts';
import { createVideoContext, readVideoPayload } from '../flv/video-payload.ts';
import { keyOf, type NalLengths } from './track-watch.ts';

/** Reads the whole of audio and video messages, for who wants to see every field. */
export function wholePayloads(streamId: number, nalLengths: NalLengths): MediaReading {
  return {
    audio: readAudioPayload,
    video: (reader, packet, trackId) => {
      const known = nalLengths.get(keyOf(streamId, trackId));
      readVideoPayload(reader, packet, known === undefined ? createVideoContext() : { nalLengthSize: known });
    },
  };
}
