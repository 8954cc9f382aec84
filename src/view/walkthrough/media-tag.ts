import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { FieldNode } from '../../field/field-node.ts';
import * as audio from '../../flv/audio-fields.ts';
import * as video from '../../flv/video-fields.ts';
import { traceMessage } from '../../rtmp/event-tree.ts';
import type { Message } from '../../rtmp/message.ts';
import { bitsText, fieldText } from '../field-text.ts';
import { isEnhanced, lessonOf } from './lesson-kind.ts';
import type { LessonPlan } from './lesson-plan.ts';
import { block, code, paragraphs, table } from './markdown.ts';
import { hexByte } from './marked-bytes.ts';

/** The messages whose first byte is taken apart, those that are there. */
const SHOWN = ['audioFrame', 'videoKeyframe', 'videoInterFrame'] as const;
const COMMON = ['0xaf', '0x17', '0x27', '0x1c', '0x2c', '0x90', '0xa0'] as const;

/** The first byte of audio and video messages, bit by bit. */
export function mediaTags(plan: LessonPlan, { tags: words }: LessonTexts): string {
  const shown = SHOWN.flatMap((key) => messageOf(plan, key) ?? []);
  const bytes = new Map(shown.map((message) => [lessonOf(message), firstByte(message)]));
  const pictures = shown.flatMap((message) => {
    const lines = bitLines(message);
    const lead = message.body.kind === 'audio' ? words.audio : words.video;
    return lines === undefined ? [] : [lead(message.frame), block('text', lines)];
  });
  const [key, inter] = [bytes.get('videoKeyframe') ?? '0x17', bytes.get('videoInterFrame') ?? '0x27'];
  return paragraphs(
    `## ${words.heading}`,
    words.introduction,
    ...(pictures.length === 0 ? [words.none] : pictures),
    words.keyframe(code(key), code(inter)),
    shown.some(isEnhanced) ? '' : words.packetType,
    words.common,
    table(words.columns, [
      ...COMMON.map((byte) => [code(byte), code(binary(Number(byte))), words.values[byte]]),
      [code('0x90'), code(binary(0x90)), words.values['0x90audio']],
    ]),
  );
}

function messageOf({ taught }: LessonPlan, key: (typeof SHOWN)[number]): Message | undefined {
  const found = taught.find(({ event }) => event.kind === 'message' && lessonOf(event) === key)?.event;
  return found?.kind === 'message' ? found : undefined;
}

function firstByte({ payload }: Message): string | undefined {
  return payload?.[0] === undefined ? undefined : `0x${hexByte(payload[0])}`;
}

/** The byte as a number and as bits, and under it each field by its bits. */
function bitLines(message: Message): string[] | undefined {
  const payload = traceMessage(message).find(({ kind }) => kind === 'payload');
  const node = payload?.nodes.find(({ field }) => CONTROLS.includes(field.id));
  const byte = node === undefined ? undefined : payload?.bytes[node.start];
  if (node === undefined || byte === undefined) return undefined;
  return [`0x${hexByte(byte)} = ${binary(byte)}`, ...node.children.map(bitLine)];
}

const CONTROLS: readonly string[] = [audio.control.id, video.control.id];

function bitLine(node: FieldNode): string {
  return `       ${bitsText(node)}  ${fieldText(node)}`;
}

function binary(byte: number): string {
  const digits = byte.toString(2).padStart(8, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
