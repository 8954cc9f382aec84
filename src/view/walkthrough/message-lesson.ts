import type { Explainer } from '../../explain/explainer.ts';
import type { LessonTexts } from '../../explain/lesson-texts.ts';
import type { FieldNode } from '../../field/field-node.ts';
import { type TracedPart, traceHandshake, traceMessage } from '../../rtmp/event-tree.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';
import { eventTitle } from './event-title.ts';
import { type FieldRow, FieldRows } from './field-rows.ts';
import { filterText, typeFilter } from './filter-text.ts';
import { isEnhanced, lessonOf } from './lesson-kind.ts';
import type { TaughtEvent } from './lesson-plan.ts';
import { anchorOf, block, code, codeCell, paragraphs, plainSentence, table } from './markdown.ts';
import { markedBytes } from './marked-bytes.ts';
import type { Verdicts } from './verdicts.ts';

/** Columns by which a nested field stands further right. */
const NESTING = '· ';

/** Teaches messages, one after the other: what was said once is not said again. */
export class MessageLessons {
  private readonly verdicts: Verdicts;
  private readonly texts: LessonTexts;
  private readonly explainer: Explainer;
  private readonly file: string;
  private readonly fields = new FieldRows();
  private readonly told = new Set<string>();

  /** @param file how the capture is named in commands */
  constructor(verdicts: Verdicts, texts: LessonTexts, explainer: Explainer, file: string) {
    this.verdicts = verdicts;
    this.texts = texts;
    this.explainer = explainer;
    this.file = file;
  }

  /** Who sends it and why now, its bytes, its fields, the filter that finds it, what a failure would look like. */
  lesson(taught: TaughtEvent): string {
    const { texts } = this;
    const { event } = taught;
    const { message: words, roles } = texts;
    const to = event.from === 'client' ? 'server' : 'client';
    const key = lessonOf(event);
    const lesson = key === undefined || isEnhanced(event) ? undefined : texts.lessons[key];
    const isNew = lesson !== undefined && this.isNew(lesson.why);
    return paragraphs(
      `#### ${code(eventTitle(event, texts))}`,
      `*${words.frame(event.frame, roles[event.from], roles[to])}*`,
      this.purpose(event),
      isNew ? lesson.why.trim() : '',
      this.bytesAndFields(event),
      filters(event, texts),
      isNew ? `${words.failure}${texts.space}${lesson.failure}` : '',
      this.verdict(event),
      repeatText(taught, texts),
    );
  }

  private verdict(event: Message | Handshake): string {
    const { message: words, closing } = this.texts;
    const title = this.verdicts.about(event);
    return title === undefined ? '' : words.failed(plainSentence(title), anchorOf(closing.heading));
  }

  private purpose(event: Message | Handshake): string {
    const text = this.explainer.event(event);
    return text === undefined || !this.isNew(text) ? '' : plainSentence(text);
  }

  private bytesAndFields(event: Message | Handshake): string {
    const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
    const shown = parts.slice(0, parts.findIndex(({ kind }) => kind !== 'chunk header') + 1);
    const { rows, left } = this.fields.rowsOf(shown);
    if (rows.length === 0) return '';
    const chunks = parts.filter(({ kind }) => kind === 'chunk header').length;
    return paragraphs(
      block('text', markedBytes(rows, chunks, this.texts)),
      this.fieldTable(event, parts, rows, left),
    );
  }

  private fieldTable(
    event: Message | Handshake,
    parts: readonly TracedPart[],
    rows: readonly FieldRow[],
    left: number,
  ): string {
    const explain = this.explainer.nodes(event, parts);
    const cells = rows.map(({ node, depth, mark, text }) => [
      mark === undefined ? '' : String(mark),
      rangeText(node),
      `${NESTING.repeat(depth)}${codeCell(text)}`,
      this.explanation(explain(node)),
    ]);
    if (left > 0) {
      const command = code(`rtmp-dissect ${this.file} -V -Y 'frame.number == ${event.frame}'`);
      cells.push(['…', '', this.texts.message.moreFields(left, command), '']);
    }
    return table(this.texts.message.columns, cells);
  }

  private explanation(text: string | undefined): string {
    return text === undefined || !this.isNew(text) ? '' : plainSentence(text);
  }

  private isNew(text: string): boolean {
    if (this.told.has(text)) return false;
    this.told.add(text);
    return true;
  }
}

function filters(event: Message | Handshake, { message: words }: LessonTexts): string {
  const one = filterText(event);
  const type = event.kind === 'message' ? typeFilter(event.typeId) : undefined;
  return words.filter(code(one), type === undefined || type === one ? undefined : code(type));
}

function repeatText({ repeats, firstRepeat, lastRepeat }: TaughtEvent, { message }: LessonTexts): string {
  return repeats === 0 ? '' : message.repeated(repeats, firstRepeat, lastRepeat);
}

/** `3` or `3–9`; nothing for bits and for what has no bytes of its own. */
function rangeText({ start, end, bits }: FieldNode): string {
  if (start === end || bits !== undefined) return '';
  return end === start + 1 ? String(start) : `${start}–${end - 1}`;
}
