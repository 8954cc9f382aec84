import type { Note } from '../bytes/note.ts';
import type { Broken } from '../field/broken.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { readAudioConfig } from '../flv/audio-config.ts';
import type { MediaPacket, MediaReading } from '../flv/media-packet.ts';
import { readVideoConfig } from '../flv/video-config.ts';

/** Bytes of the length before each NAL unit, by message stream and track. */
export type NalLengths = ReadonlyMap<string, number>;

/**
 * The tracks of one direction: their configurations are read as they come, for what is wrong with them, and for what
 * is needed to read the pictures behind them.
 */
export class TrackWatch implements MediaReading {
  /** What was known of each track when the last message came; a new map whenever that changes. */
  nalLengths: NalLengths = new Map();
  private streamId = 0;
  private notes: Note[] = [];

  /** The next message. @param notes gets what is wrong with a configuration */
  next(streamId: number, notes: Note[]): this {
    this.streamId = streamId;
    this.notes = notes;
    return this;
  }

  readonly audio = (reader: FieldReader, packet: MediaPacket): void => {
    if (packet.isSequenceHeader) this.note(readAudioConfig(reader, packet.codec)?.broken);
  };

  readonly video = (reader: FieldReader, packet: MediaPacket, trackId: number): void => {
    if (!packet.isSequenceHeader) return;
    const config = readVideoConfig(reader, packet.codec);
    if (config === undefined) return;
    this.note(config.broken);
    if ('nalLengthSize' in config && config.nalLengthSize !== undefined) {
      this.nalLengths = new Map(this.nalLengths).set(keyOf(this.streamId, trackId), config.nalLengthSize);
    }
  };

  private note(broken: Broken | undefined): void {
    if (broken !== undefined) this.notes.push(brokenNote(broken));
  }
}

/** Where reading stopped, as a note on the message. */
export function brokenNote({ code, text, at }: Broken): Note {
  return { code, severity: 'error', text: `${text}, at byte ${at} of the message` };
}

/** What `NalLengths` has a track under. */
export function keyOf(streamId: number, trackId: number): string {
  return `${streamId} ${trackId}`;
}
