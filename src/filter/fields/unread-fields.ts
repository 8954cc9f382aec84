import type { ValueType } from '../types.ts';
import type { FilterField } from './filter-field.ts';

/** One name, its type and what it is called. */
type Row = readonly [id: string, type: ValueType, label: string];

const CHUNK_HEADER: readonly Row[] = [['rtmpt.function.call', 'uint', 'frame of the answer to this call']];

/** AMF packets of Flash Remoting (HTTP): no RTMP message holds them. */
const AMF_PACKETS: readonly Row[] = [
  ['amf.version', 'uint', 'AMF version'],
  ['amf.header_count', 'uint', 'header count'],
  ['amf.header.name', 'string', 'name of a header'],
  ['amf.header.must_understand', 'boolean', 'a header must be understood'],
  ['amf.header.length', 'uint', 'length of a header'],
  ['amf.message_count', 'uint', 'message count'],
  ['amf.message.target_uri', 'string', 'target URI'],
  ['amf.message.response_uri', 'string', 'response URI'],
  ['amf.message.length', 'uint', 'length of a message'],
];

const AMF3_PARTS: readonly Row[] = [
  ['amf.string_reference', 'uint', 'string reference'],
  ['amf.bytearraylength', 'uint', 'ByteArray length'],
  ['amf.traitcount', 'uint', 'trait count'],
  ['amf.trait_reference', 'uint', 'trait reference'],
  ['amf.membernamelength', 'uint', 'member name length'],
  ['amf.membername', 'string', 'member name'],
  ['amf.arraydenselength', 'uint', 'length of the dense portion of an array'],
  ['amf.end_of_associative_part', 'group', 'end of the associative part'],
  ['amf.end_of_dynamic_members', 'group', 'end of the dynamic members'],
  ['amf.loop', 'group', 'loop in the values'],
];

/** Names that Wireshark 4.4 knows beyond ours: a filter may use them, and no message has them. */
export const UNREAD_FIELDS: readonly FilterField[] = [
  ...unread('RTMP 1.0 §5.3.1.2', CHUNK_HEADER),
  ...unread('AMF0 §4', AMF_PACKETS),
  ...unread('AMF3 §3', AMF3_PARTS),
];

function unread(section: string, rows: readonly Row[]): FilterField[] {
  return rows.map(([id, type, label]) => ({
    id,
    type,
    label,
    section,
    cost: 'header',
    isUnread: true,
    read: () => undefined,
  }));
}
