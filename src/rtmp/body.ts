import { defaultLimits, type Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { type Broken, brokenBy } from '../field/broken.ts';
import { FieldReader } from '../field/field-reader.ts';
import type { MediaReading } from '../flv/media-packet.ts';
import { type AudioTag, readAudioTag } from '../flv/audio-tag.ts';
import { readVideoTag, type VideoTag } from '../flv/video-tag.ts';
import { backPointerNote, readAggregate } from './aggregate.ts';
import { readCommand, readData } from './command.ts';
import { MessageType } from './codes.ts';
import type { Body } from './message.ts';
import { readProtocolControl } from './protocol-control.ts';
import { readSharedObject } from './shared-object.ts';
import { brokenNote } from './track-watch.ts';
import { readUserControl } from './user-control.ts';

const UNDECODED: Body = { kind: 'undecoded' };
const ownReader = new FieldReader();

/**
 * Reads what a message of `typeId` says from `data[0, end)`. What can't be read to its end becomes one note on `notes`.
 * @param media reads what follows the headers of audio and video
 */
export function readBody(
  typeId: number,
  data: Uint8Array,
  end: number,
  notes: Note[],
  media: MediaReading,
  limits: Limits = defaultLimits,
): Body {
  ownReader.limits = limits;
  return readBodyFrom(ownReader.over(data, 0, end), typeId, notes, media);
}

/** The same, from a reader that stands before the payload. */
export function readBodyFrom(reader: FieldReader, typeId: number, notes: Note[], media?: MediaReading): Body {
  switch (typeId) {
    case MessageType.audio:
      return noted(readAudioTag(reader, notes, media?.audio), notes);
    case MessageType.video:
      return noted(readVideoTag(reader, notes, media?.video), notes);
    case MessageType.setChunkSize:
    case MessageType.abort:
    case MessageType.acknowledgement:
    case MessageType.windowAcknowledgementSize:
    case MessageType.setPeerBandwidth:
      return reading({ kind: 'control' }, notes, (body) => readProtocolControl(reader, typeId, body));
    case MessageType.userControl:
      return reading({ kind: 'userControl', event: -1 }, notes, (body) => readUserControl(reader, body));
    case MessageType.commandAmf0:
    case MessageType.commandAmf3:
      return reading(
        { kind: 'command', name: '', transactionId: undefined, object: undefined, arguments: [] },
        notes,
        (body) => readCommand(reader, typeId, body),
      );
    case MessageType.dataAmf0:
    case MessageType.dataAmf3:
      return reading({ kind: 'data', name: '', values: [] }, notes, (body) => readData(reader, typeId, body));
    case MessageType.sharedObjectAmf0:
    case MessageType.sharedObjectAmf3:
      return reading(
        {
          kind: 'sharedObject',
          name: '',
          version: undefined,
          flags: undefined,
          persistent: false,
          events: [],
        },
        notes,
        (body) => readSharedObject(reader, typeId, body),
      );
    case MessageType.aggregate: {
      const body = reading({ kind: 'aggregate', parts: [] }, notes, (read) => readAggregate(reader, read));
      const note = backPointerNote(body);
      if (note !== undefined) notes.push(note);
      return body;
    }
    default:
      return UNDECODED;
  }
}

/** Fills `body` as far as the bytes go: what was read before they broke off is kept. */
function reading<B extends Body>(body: B, notes: Note[], read: (body: B) => Broken | undefined | void): B {
  let broken: Broken | undefined;
  try {
    broken = read(body) ?? undefined;
  } catch (error) {
    broken = brokenBy(error);
  }
  if (broken !== undefined) notes.push(brokenNote(broken));
  return body;
}

function noted<T extends AudioTag | VideoTag>(tag: T, notes: Note[]): T {
  if (tag.broken !== undefined) notes.push(brokenNote(tag.broken));
  return tag;
}
