import type { Conversation } from '../../analysis/conversation.ts';
import type { FrameStamp, Instant } from '../../bytes/frame-stamp.ts';
import type { Role } from '../../rtmp/message.ts';
import type { Endpoint } from '../../tcp/connection.ts';
import { parseIpv4, parseIpv6 } from '../address-literal.ts';
import type { Value } from '../types.ts';
import type { FilterField } from './filter-field.ts';

const file = 'pcap, pcapng';
const tcp = 'RFC 9293 §3.1';
const ipv4 = 'RFC 791 §3.1';
const ipv6 = 'RFC 8200 §3';

/** Where and when a message was captured, and between whom it went: the names are Wireshark's. */
export const CAPTURE_FIELDS: readonly FilterField[] = [
  {
    id: 'frame',
    type: 'group',
    label: 'frame that made the message complete',
    section: file,
    cost: 'header',
    read: () => true,
  },
  {
    id: 'frame.number',
    type: 'uint',
    label: 'number of the frame that made the message complete',
    section: file,
    cost: 'header',
    read: (event) => event.frame,
  },
  {
    id: 'frame.time',
    type: 'time',
    label: 'when that frame was captured',
    section: file,
    cost: 'header',
    read: (event) => nanosecondsOf(event),
  },
  {
    id: 'frame.time_epoch',
    type: 'time',
    label: 'the same, as seconds since 1970',
    section: file,
    cost: 'header',
    read: (event) => nanosecondsOf(event),
  },
  {
    id: 'frame.time_relative',
    type: 'duration',
    label: 'time since the first frame of the capture',
    section: file,
    cost: 'header',
    read: (event, _conversation, start) => secondsSince(start, event),
  },
  {
    id: 'frame.first',
    type: 'uint',
    label: 'number of the frame with the first byte of the message',
    section: file,
    cost: 'header',
    short: 'firstframe',
    read: (event) => event.firstFrame,
  },
  {
    id: 'frame.first_time_relative',
    type: 'duration',
    label: 'time of the first byte of the message, since the first frame of the capture',
    section: file,
    cost: 'header',
    short: 'firsttime',
    read: ({ firstSeconds: seconds, firstNanoseconds: nanoseconds }, _conversation, start) =>
      secondsSince(start, { seconds, nanoseconds }),
  },
  {
    id: 'tcp',
    type: 'group',
    label: 'TCP',
    section: tcp,
    cost: 'header',
    read: () => true,
  },
  {
    id: 'tcp.stream',
    type: 'uint',
    label: 'number of the TCP connection',
    section: tcp,
    cost: 'header',
    short: 'stream',
    read: (_event, conversation) => conversation.stream,
  },
  {
    id: 'tcp.srcport',
    type: 'uint',
    label: 'port of the sender',
    section: tcp,
    cost: 'header',
    read: (event, conversation) => senderOf(conversation, event.from).port,
  },
  {
    id: 'tcp.dstport',
    type: 'uint',
    label: 'port of the receiver',
    section: tcp,
    cost: 'header',
    read: (event, conversation) => receiverOf(conversation, event.from).port,
  },
  {
    id: 'tcp.port',
    type: 'uint',
    label: 'port of either side',
    section: tcp,
    cost: 'header',
    isMany: true,
    read: (event, conversation) => bothOf(conversation, event.from, ({ port }) => port),
  },
  ...addressFields('ip', 'IPv4', 'ipv4', ipv4, ({ address }) => parseIpv4(address)),
  ...addressFields('ipv6', 'IPv6', 'ipv6', ipv6, ({ address }) =>
    // An address with full stops only is none of IPv6, and most are so.
    address.includes(':') ? parseIpv6(address) : undefined,
  ),
];

function addressFields(
  protocol: string,
  name: string,
  type: 'ipv4' | 'ipv6',
  section: string,
  valueOf: (endpoint: Endpoint) => Value | undefined,
): FilterField[] {
  return [
    {
      id: protocol,
      type: 'group',
      label: name,
      section,
      cost: 'header',
      read: (_event, { connection }) => (valueOf(connection.endpoints[0]) === undefined ? undefined : true),
    },
    {
      id: `${protocol}.src`,
      type,
      label: `${name} address of the sender`,
      section,
      cost: 'header',
      read: (event, conversation) => valueOf(senderOf(conversation, event.from)),
    },
    {
      id: `${protocol}.dst`,
      type,
      label: `${name} address of the receiver`,
      section,
      cost: 'header',
      read: (event, conversation) => valueOf(receiverOf(conversation, event.from)),
    },
    {
      id: `${protocol}.addr`,
      type,
      label: `${name} address of either side`,
      section,
      cost: 'header',
      isMany: true,
      read: (event, conversation) => bothOf(conversation, event.from, valueOf),
    },
  ];
}

function senderOf(conversation: Conversation, from: Role): Endpoint {
  return conversation.connection.endpoints[conversation.sideOf(from)];
}

function receiverOf(conversation: Conversation, from: Role): Endpoint {
  return senderOf(conversation, from === 'client' ? 'server' : 'client');
}

/** Something of the sender and of the receiver, where they have it. */
function bothOf(
  conversation: Conversation,
  from: Role,
  valueOf: (endpoint: Endpoint) => Value | undefined,
): Value[] {
  const values = [valueOf(senderOf(conversation, from)), valueOf(receiverOf(conversation, from))];
  return values.filter((value) => value !== undefined);
}

function nanosecondsOf({ seconds, nanoseconds }: FrameStamp): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}

/** Seconds, rounded to nanoseconds: the number that their decimal digits stand for. */
function secondsSince(start: Instant, stamp: Instant): number {
  return Math.round((stamp.seconds - start.seconds) * 1e9 + (stamp.nanoseconds - start.nanoseconds)) / 1e9;
}
