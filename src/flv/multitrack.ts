import type { Note } from '../bytes/note.ts';
import { codes } from '../field/codes.ts';
import type { Field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { MOD_EX } from './mod-ex.ts';

const section = 'E-RTMP v2, Enhanced Audio, Enhanced Video';

/** How the tracks of a message are told apart. */
export const AvMultitrackType = codes({
  oneTrack: [0, 'One track', section],
  manyTracks: [1, 'Many tracks of one codec', section],
  manyTracksManyCodecs: [2, 'Many tracks of many codecs', section],
});

/** Tracks of one message: as many as a track id can tell apart. */
const MAX_TRACKS = 256;

/** The fields of a multitrack message, of audio or of video. */
export type MultitrackFields = {
  readonly control: Field;
  readonly type: Field;
  readonly packetType: Field;
  readonly fourCc: Field;
  readonly track: Field;
  readonly trackId: Field;
  readonly size: Field;
  readonly data: Field;
};

/** The beginning of a track in a message. */
export type TrackHead = {
  readonly trackId: number;
  /** FourCC as a number. */
  readonly code: number;
  /** Bytes that follow, as sent; `undefined` where the track reaches to the end of the message. */
  readonly size: number | undefined;
  /** Offset of the end of the track in the message; `undefined` where that is the end of the message. */
  readonly end: number | undefined;
};

/** What a multitrack message says of its tracks together. */
export type Multitracked = { packetType: number | undefined; multitrackType: number | undefined };

/** Reads what the tracks have in common. Gives their FourCC, or `undefined` when each has its own. */
export function readMultitrackHeader(
  reader: FieldReader,
  fields: MultitrackFields,
  tag: Multitracked,
  notes: Note[] | undefined,
): number | undefined {
  const multitrack = tag.packetType;
  reader.uint8(fields.control);
  const type = reader.bits(4, 4, fields.type);
  const packetType = reader.bits(0, 4, fields.packetType);
  tag.multitrackType = type;
  tag.packetType = packetType;
  if (AvMultitrackType.labelOf(type) === undefined) {
    const at = reader.position - 1;
    reader.malformed('flv.multitrack-type', `AvMultitrackType ${type} is reserved (${section})`, at);
  }
  if (packetType === multitrack || packetType === MOD_EX) {
    const label = packetType === MOD_EX ? 'ModEx' : 'Multitrack';
    notes?.push({
      code: 'flv.multitrack-packet-type',
      severity: 'error',
      text: `the packet type of the tracks is ${label} (${packetType}), which none can have (${section})`,
    });
  }
  return type === AvMultitrackType.manyTracksManyCodecs ? undefined : reader.uint32(fields.fourCc);
}

/**
 * Reads track by track. Where a track has a size, no more than that is read of it, and what `read` leaves of it is passed over;
 * the only track of a message is left unread where `read` left it.
 * @param shared FourCC of all tracks, or `undefined` when each has its own
 */
export function readTracks(
  reader: FieldReader,
  fields: MultitrackFields,
  type: number | undefined,
  shared: number | undefined,
  read: (head: TrackHead) => void,
): void {
  const messageEnd = reader.end;
  let count = 0;
  do {
    if (count++ === MAX_TRACKS) {
      reader.malformed('flv.tracks', `more than ${MAX_TRACKS} tracks are in one message`);
    }
    const code = shared ?? reader.uint32(fields.fourCc);
    reader.begin(fields.track);
    const trackId = reader.uint8(fields.trackId);
    if (type === AvMultitrackType.oneTrack) {
      read({ trackId, code, size: undefined, end: undefined });
      reader.finish(trackId);
      return;
    }
    const size = reader.uint24(fields.size);
    const end = reader.position + size;
    reader.end = Math.min(end, messageEnd);
    try {
      read({ trackId, code, size, end });
    } finally {
      reader.end = messageEnd;
    }
    if (end > reader.position) reader.bytes(end - reader.position, fields.data);
    reader.finish(trackId);
  } while (reader.remaining > 0);
}
