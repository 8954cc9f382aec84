import type { FieldReader } from '../field/field-reader.ts';

/** What the header of an audio or video message, or of one of its tracks, says of what follows it. */
export type MediaPacket = {
  /** As `AudioTag` and `VideoTag` name it; `undefined` for an unknown one. */
  readonly codec: string | undefined;
  /** A configuration follows. */
  readonly isSequenceHeader: boolean;
  /** A picture or sound follows. */
  readonly isFrame: boolean;
};

/**
 * Reads what follows the header of a message, or of one of its tracks, at the reader and up to its end; as much of it as
 * somebody wants to know.
 * @param trackId 0 where the message names none
 */
export type ReadPayload = (reader: FieldReader, packet: MediaPacket, trackId: number) => void;

/** What is to be read behind the headers of audio and of video messages. */
export type MediaReading = { readonly audio: ReadPayload; readonly video: ReadPayload };
