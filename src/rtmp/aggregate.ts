import type { Note } from '../bytes/note.ts';
import { grouped } from '../bytes/quantity.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { MessageType } from './codes.ts';

/** The header of a sub-message is laid out as that of an FLV tag. */
const section = 'RTMP 1.0 §7.1.6';
export const tagType = field('rtmpt.tag.type', 'uint', 'sub-message type', section, MessageType);
export const tagSize = field('rtmpt.tag.datasize', 'uint', 'sub-message length', section);
export const tagTimestamp = field('rtmpt.tag.timestamp', 'uint', 'sub-message timestamp', section);
export const tagTimestampExtended = field('rtmpt.tag.ets', 'uint', 'timestamp, bits 24 to 31', section);
export const tagStreamId = field('rtmpt.tag.streamid', 'uint', 'sub-message stream id', section);
export const backPointer = field('rtmpt.tag.tagsize', 'uint', 'back pointer', section);
export const tag = field('rtmpt.tag', 'group', 'sub-message', section);
export const tagData = field('rtmpt.tag.data', 'bytes', 'sub-message data', section);

const HEADER_LENGTH = 11;
/** Sub-messages in one message; more serve nobody but an attacker. */
const MOST_PARTS = 10_000;

/** One sub-message, as it stands in the aggregate. */
export type AggregatePart = {
  readonly typeId: number;
  /** In ms, not renormalised. */
  readonly timestamp: number;
  /** Its own message stream id, which that of the aggregate overrides. */
  readonly streamId: number;
  /** Its payload, in the payload of the aggregate. */
  readonly start: number;
  readonly end: number;
  /** The size of the sub-message with its header, or so it should be; `undefined` when the bytes end before it. */
  backPointer: number | undefined;
};

/** An aggregate message (RTMP 1.0 §7.1.6): several messages sent as one. */
export type Aggregate = {
  kind: 'aggregate';
  /** The sub-messages that are there as a whole. */
  readonly parts: AggregatePart[];
};

/** Reads an aggregate message into `body`: the headers of its sub-messages, and where their payloads are. */
export function readAggregate(reader: FieldReader, { parts }: Aggregate): void {
  while (reader.remaining > 0) {
    if (parts.length === MOST_PARTS) {
      reader.malformed('aggregate.too-many', `more than ${grouped(MOST_PARTS)} sub-messages in one message`);
    }
    reader.begin(tag);
    const typeId = reader.uint8(tagType);
    const length = reader.uint24(tagSize);
    const low = reader.uint24(tagTimestamp);
    const timestamp = ((reader.uint8(tagTimestampExtended) << 24) | low) >>> 0;
    const streamId = reader.uint24(tagStreamId);
    reader.bytes(length, tagData);
    const end = reader.position;
    const part: AggregatePart = {
      typeId,
      timestamp,
      streamId,
      start: end - length,
      end,
      backPointer: undefined,
    };
    parts.push(part);
    part.backPointer = reader.uint32(backPointer);
    reader.finish();
  }
}

/** Whether there is audio or video among the sub-messages. */
export function holdsMedia({ parts }: Aggregate): boolean {
  return parts.some(({ typeId }) => typeId === MessageType.audio || typeId === MessageType.video);
}

/** What there is to say when back pointers are not what they should be. */
export function backPointerNote({ parts }: Aggregate): Note | undefined {
  const wrong = parts.filter((part) => part.backPointer !== undefined && part.backPointer !== sizeOf(part));
  const [first] = wrong;
  if (first === undefined) return undefined;
  const [place, size] = [parts.indexOf(first) + 1, sizeOf(first)];
  return {
    code: 'aggregate.back-pointer',
    severity: 'warning',
    text: `back pointers that are wrong: ${wrong.length} of ${parts.length}; behind sub-message ${place}, of ${size} bytes with its header, stands ${first.backPointer} (${section})`,
  };
}

function sizeOf({ start, end }: AggregatePart): number {
  return HEADER_LENGTH + end - start;
}
