import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { MessageType } from './codes.ts';

/** Chunk types, which say how much of the message header is there. */
export const ChunkType = codes({
  full: [0, 'full header', 'RTMP 1.0 §5.3.1.2.1'],
  sameStream: [1, 'same message stream', 'RTMP 1.0 §5.3.1.2.2'],
  sameLength: [2, 'same length and type', 'RTMP 1.0 §5.3.1.2.3'],
  sameAll: [3, 'same as before', 'RTMP 1.0 §5.3.1.2.4'],
});

const basic = 'RTMP 1.0 §5.3.1.1';
const message = 'RTMP 1.0 §5.3.1.2';
const extended = 'RTMP 1.0 §5.3.1.3';
export const header = field('rtmpt.header', 'group', 'chunk header', 'RTMP 1.0 §5.3.1');
export const basicHeader = field('rtmpt.header.basic', 'uint', 'basic header', basic);
export const format = field('rtmpt.header.format', 'uint', 'fmt', basic, ChunkType);
export const csid = field('rtmpt.header.csid', 'uint', 'chunk stream id', basic);
/** Where the chunk stream id stands in further bytes, this says in how many: 0 in one, 1 in two. */
export const csidForm = field('rtmpt.header.csid_form', 'uint', 'cs id in further bytes', basic);
export const csidRest = field('rtmpt.header.csid_rest', 'uint', 'cs id - 64', basic);
export const timestamp = field('rtmpt.header.timestamp', 'uint', 'timestamp', message);
export const timestampDelta = field('rtmpt.header.timestampdelta', 'uint', 'timestamp delta', message);
export const messageLength = field('rtmpt.header.bodysize', 'uint', 'message length', message);
export const messageTypeId = field('rtmpt.header.typeid', 'uint', 'message type id', message, MessageType);
export const messageStreamId = field('rtmpt.header.streamid', 'uint', 'message stream id', message);
export const extendedTimestamp = field('rtmpt.header.ets', 'uint', 'extended timestamp', extended);

/** Reads a whole chunk header, to its end: what is left of it behind the message header is the extended timestamp. */
export function readChunkHeaderFields(reader: FieldReader): void {
  reader.begin(header);
  reader.uint8(basicHeader);
  const type = reader.bits(6, 2, format);
  const low = reader.peek(-1)! & 0x3f;
  if (low > 1) reader.bits(0, 6, csid);
  else {
    reader.bits(0, 6, csidForm);
    const rest = low === 0 ? reader.uint8(csidRest) : reader.uint16le(csidRest);
    reader.derived(csid, 64 + rest);
  }
  if (type < ChunkType.sameAll) {
    reader.uint24(type === ChunkType.full ? timestamp : timestampDelta);
  }
  if (type < ChunkType.sameLength) {
    reader.uint24(messageLength);
    reader.uint8(messageTypeId);
  }
  if (type === ChunkType.full) reader.uint32le(messageStreamId);
  if (reader.remaining > 0) reader.uint32(extendedTimestamp);
  reader.finish();
}
