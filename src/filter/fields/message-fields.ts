import { PhaseTracker, type Phase } from '../../analysis/phase.ts';
import type { Conversation } from '../../analysis/conversation.ts';
import { PART_LENGTH } from '../../rtmp/digest.ts';
import { ChunkType } from '../../rtmp/chunk-header-fields.ts';
import { MessageType } from '../../rtmp/codes.ts';
import type { Handshake } from '../../rtmp/message.ts';
import type { Value, ValueType } from '../types.ts';
import type { FilterEvent, FilterField } from './filter-field.ts';

const chunkHeader = 'RTMP 1.0 §5.3.1.2';
const ours = 'rtmp-dissect';

const PHASES: readonly Phase[] = [
  'handshake',
  'connect',
  'createStream',
  'publish',
  'play',
  'media',
  'teardown',
];

/** Up to this a timestamp fits the 24 bits of the header. */
const LARGEST_TIMESTAMP = 0xfffffe;

/** The header of a message (RTMP 1.0 §5.3.1): there on every message, whatever its chunk header left out. */
export const HEADER_FIELDS: readonly FilterField[] = [
  {
    id: 'rtmpt',
    type: 'bytes',
    label: 'RTMP message or part of the handshake; as bytes, the payload',
    section: 'RTMP 1.0',
    cost: 'payload',
    isThere: () => true,
    read: (event) => (event.kind === 'message' ? event.payload : undefined),
  },
  {
    id: 'rtmpt.header.format',
    type: 'uint',
    label: 'type of the first chunk',
    section: chunkHeader,
    codes: ChunkType,
    cost: 'header',
    short: 'fmt',
    read: (event) => (event.kind === 'message' ? event.fmt : undefined),
  },
  {
    id: 'rtmpt.header.csid',
    type: 'uint',
    label: 'chunk stream id',
    section: 'RTMP 1.0 §5.3.1.1',
    cost: 'header',
    short: 'csid',
    read: (event) => (event.kind === 'message' ? event.csid : undefined),
  },
  {
    id: 'rtmpt.header.timestamp',
    type: 'uint',
    label: 'absolute timestamp in ms',
    section: chunkHeader,
    cost: 'header',
    short: 'timestamp',
    read: (event) => (event.kind === 'message' ? event.timestamp : undefined),
  },
  {
    id: 'rtmpt.header.ets',
    type: 'uint',
    label: 'absolute timestamp in ms, where 24 bits do not hold it',
    section: 'RTMP 1.0 §5.3.1.3',
    cost: 'header',
    short: 'ets',
    read: (event) =>
      event.kind === 'message' && event.timestamp > LARGEST_TIMESTAMP ? event.timestamp : undefined,
  },
  {
    id: 'rtmpt.header.bodysize',
    type: 'uint',
    label: 'payload bytes',
    section: chunkHeader,
    cost: 'header',
    read: (event) => (event.kind === 'message' ? event.length : undefined),
  },
  {
    id: 'rtmpt.header.typeid',
    type: 'uint',
    label: 'message type id',
    section: chunkHeader,
    codes: MessageType,
    cost: 'header',
    read: (event) => (event.kind === 'message' ? event.typeId : undefined),
  },
  {
    id: 'rtmpt.header.streamid',
    type: 'uint',
    label: 'message stream id',
    section: chunkHeader,
    cost: 'header',
    short: 'streamid',
    read: (event) => (event.kind === 'message' ? event.streamId : undefined),
  },
  {
    id: 'rtmpt.from',
    type: 'string',
    label: 'who sent it',
    section: ours,
    texts: ['client', 'server'],
    cost: 'header',
    read: (event) => event.from,
  },
  {
    id: 'rtmpt.phase',
    type: 'string',
    label: 'where the connection is in its life',
    section: ours,
    texts: PHASES,
    cost: 'body',
    isSequential: true,
    read: (event, conversation) => phaseOf(event, conversation),
  },
  { ...ofNotes('code', 'code of a note, such as rtmp.unknown-type'), short: 'note' },
  { ...ofNotes('severity', 'weight of a note'), texts: ['error', 'warning', 'note'] },
  ofNotes('text', 'what a note says'),
];

/** The handshake (RTMP 1.0 §5.2): what Wireshark has as raw bytes can be asked for only by name. */
export const HANDSHAKE_FIELDS: readonly FilterField[] = [
  part('rtmpt.handshake.c0', 'bytes', 'C0: version of the client', '§5.2.2', ({ version, from }) =>
    from === 'client' && version !== undefined ? Uint8Array.of(version) : undefined,
  ),
  part('rtmpt.handshake.s0', 'bytes', 'S0: version of the server', '§5.2.2', ({ version, from }) =>
    from === 'server' && version !== undefined ? Uint8Array.of(version) : undefined,
  ),
  ...(['C1', 'S1', 'C2', 'S2'] as const).map((name): FilterField => ({
    ...part(
      `rtmpt.handshake.${name.toLowerCase()}`,
      'bytes',
      `${name} of the handshake`,
      name.endsWith('1') ? '§5.2.3' : '§5.2.4',
      (event) => bytesOfPart(event, name),
    ),
    cost: 'trace',
    isThere: (event) => event.kind === 'handshake' && event.name.includes(name),
  })),
  part('rtmpt.handshake', 'string', 'parts of the handshake, such as S0+S1+S2', '§5.2', ({ name }) => name),
  part('rtmpt.handshake.version', 'uint', 'version of C0 or S0', '§5.2.2', ({ version }) => version),
  part('rtmpt.handshake.time', 'uint', "sender's clock in C1 or S1, in ms", '§5.2.3', ({ time }) => time),
  {
    ...part('rtmpt.handshake.scheme', 'string', 'with digest or without', '§5.2', ({ scheme }) => scheme),
    texts: ['simple', 'complex'],
  },
  part(
    'rtmpt.handshake.digest_scheme',
    'uint',
    'layout of the digest',
    '§5.2',
    (event) => event.digestScheme,
  ),
  flag('rtmpt.handshake.digest_valid', 'digests are right', '§5.2', ({ digestValid }) => digestValid),
  flag('rtmpt.handshake.echoes', 'C2 or S2 echoes S1 or C1', '§5.2.4', ({ echoes }) => echoes),
];

/** What is there of a part: C0 or S0 is one byte, the others have 1,536. */
function bytesOfPart({ name, trace }: Handshake, wanted: string): Uint8Array | undefined {
  const parts = name.split('+');
  const index = parts.indexOf(wanted);
  if (index < 0) return undefined;
  const start = parts
    .slice(0, index)
    .reduce((sum, before) => sum + (before.endsWith('0') ? 1 : PART_LENGTH), 0);
  return trace?.bytes.subarray(start, start + PART_LENGTH);
}

function ofNotes(key: 'code' | 'severity' | 'text', label: string): FilterField {
  return {
    id: `rtmpt.note.${key}`,
    type: 'string',
    label,
    section: ours,
    cost: 'body',
    isMany: true,
    read: ({ notes }) => notes?.map((note) => note[key]) ?? [],
  };
}

function part(
  id: string,
  type: ValueType,
  label: string,
  subsection: string,
  read: (event: Handshake) => Value | undefined,
): FilterField {
  return {
    id,
    type,
    label,
    section: `RTMP 1.0 ${subsection}`,
    cost: 'body',
    read: (event) => (event.kind === 'handshake' ? read(event) : undefined),
  };
}

function flag(
  id: string,
  label: string,
  subsection: string,
  read: (event: Handshake) => boolean | undefined,
): FilterField {
  return { ...part(id, 'boolean', label, subsection, read), isFlag: true };
}

const trackers = new WeakMap<Conversation, PhaseTracker>();

/** The phase of an event. Asking twice of the same event gives the same. */
function phaseOf(event: FilterEvent, conversation: Conversation): Phase {
  let tracker = trackers.get(conversation);
  if (tracker === undefined) trackers.set(conversation, (tracker = new PhaseTracker()));
  return tracker.phaseOf(event);
}
