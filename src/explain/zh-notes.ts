import type { Note } from '../bytes/note.ts';
import { grouped } from '../bytes/quantity.ts';
import { MessageType } from '../rtmp/codes.ts';
import type { Role } from '../rtmp/message.ts';

export const roles: Readonly<Record<Role, string>> = { client: '客户端', server: '服务器' };

/** What a version in C0 or S0 that is not 3 stands for (RTMP 1.0 §5.2.2). */
export function versionName(version: number): string {
  if (version === 6) return 'RTMPE';
  if (version === 8) return 'RTMPE，XTEA 加密';
  if (version === 9) return 'RTMPE，Blowfish 加密';
  if (version < 3) return '已废弃';
  return version < 32 ? '保留' : '不允许，因为文本协议以这样的字节开头';
}

type Values = NonNullable<Note['values']>;

/** The notes that become findings of their own, by their numbers. */
const NOTES: Readonly<Record<string, (values: Values) => string>> = {
  'rtmp.incomplete': (values) =>
    values['csid'] === undefined
      ? `数据在块头中间结束，块头只收到 ${number(values, 'received')} 字节`
      : `数据在一条消息中间结束：块流 ${number(values, 'csid')} 上的 ${typeName(values)}，${number(values, 'length')} 字节只收到 ${number(values, 'received')} 字节`,
  'handshake.incomplete': (values) =>
    values['received'] === undefined
      ? `握手到此为止：只有 ${values['part']}`
      : `握手到此为止：${values['part']} 的 1,536 字节只收到 ${number(values, 'received')} 字节`,
  'chunk.message-not-finished': (values) =>
    `块流 ${number(values, 'csid')} 上的消息还没有收全（${number(values, 'length')} 字节只收到 ${number(values, 'received')} 字节），又开始了一条新消息`,
  'chunk.fresh-type-1': (values) =>
    `块流 ${number(values, 'csid')} 以格式 1 的块开始，而第一块必须是格式 0；它的消息流 id 按 0 处理，时间戳从 0 算起`,
  'chunk.no-header-to-repeat': (values) =>
    `块流 ${number(values, 'csid')} 上出现格式 ${number(values, 'fmt')} 的块，但此前没有格式 0 或 1 的块，消息的长度和类型无从得知`,
  'chunk.non-minimal-csid': (values) => `块流 ${number(values, 'csid')} 的 id 写成三个字节，两个字节就够`,
  'chunk.no-extended-timestamp-on-type-3': () =>
    '发送方在格式 3 的块里省略了必须重复的扩展时间戳，按没有扩展时间戳解析',
  'chunk.extended-timestamp-on-type-3': () =>
    '消息没有扩展时间戳，发送方却在格式 3 的块里写了扩展时间戳；按扩展时间戳解析，不算负载',
  'chunk.absolute-extended-timestamp': () =>
    '格式 1 或 2 的块带扩展时间戳时，其中应是与上一条消息的差值，发送方写的却是时间戳本身；按时间戳解析',
  'rtmp.unknown-type': (values) => `RTMP 1.0 没有消息类型 ${number(values, 'typeId')}`,
  'flv.modex-nano': (values) => `TimestampOffsetNano 为 ${number(values, 'offset')} ns，超过 999,999`,
};

/** What the other notes are about, by the beginning of their codes. */
const FAMILIES: readonly (readonly [beginning: string, about: string])[] = [
  ['amf.', 'AMF 数据有误'],
  ['flv.', '音视频数据有误'],
  ['aggregate.', '聚合消息有误'],
];

/** A note in Chinese, without a full stop. Where it is of a kind that is seldom seen, its English words stand behind. */
export function noteText({ code, text, values = {} }: Note): string {
  const own = NOTES[code];
  if (own !== undefined) return own(values);
  const about = FAMILIES.find(([beginning]) => code.startsWith(beginning))?.[1] ?? '消息的内容有误';
  return `${about}（${code}）：${text}`;
}

function number(values: Values, name: string): string {
  return grouped(Number(values[name]));
}

function typeName(values: Values): string {
  const typeId = Number(values['typeId']);
  return MessageType.labelOf(typeId) ?? `类型 ${typeId}`;
}
