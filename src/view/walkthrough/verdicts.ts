import type { Finding } from '../../analysis/findings/finding.ts';
import type { FindingId } from '../../analysis/findings/rules.ts';
import type { Note } from '../../bytes/note.ts';
import type { LessonTexts, Oddity } from '../../explain/lesson-texts.ts';
import type { FindingsCatalogue } from '../../explain/report-words.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';
import { evidenceOf } from '../finding-record.ts';
import { code, plainSentence } from './markdown.ts';

/** What a finding says better than an oddity does. */
const SAME: Readonly<Partial<Record<Oddity, readonly FindingId[]>>> = {
  noHandshake: ['capture.began-late'],
  wrongEcho: ['handshake.echo-mismatch'],
  noSequenceHeader: ['media.no-sequence-header', 'track.unknown'],
  noTeardown: [
    'close.client-fin',
    'close.client-rst',
    'close.server-fin',
    'close.server-rst',
    'close.silence',
  ],
};

/** What was found on the connection that is walked through, in one language. */
export class Verdicts {
  private readonly findings: readonly Finding[];
  private readonly catalogue: FindingsCatalogue;

  /** That a stream was ended as it should be is nothing unusual. */
  constructor(findings: readonly Finding[], catalogue: FindingsCatalogue) {
    this.findings = findings.filter(({ id }) => id !== 'close.delete-stream');
    this.catalogue = catalogue;
  }

  /** The title of what is wrong with a message, or of what became of it; `undefined` where nothing is. */
  about({ from, offset }: Message | Handshake): string | undefined {
    const found = this.serious.find(({ stamp }) => stamp.from === from && stamp.offset === offset);
    return found && this.catalogue.texts[found.id].title;
  }

  /** Errors and warnings, with what they mean and what to do. */
  seriousTexts({ closing: words, space }: LessonTexts): string[] {
    return this.serious.map((finding) => {
      const { meaning, advice } = this.catalogue.texts[finding.id];
      const sentences = [
        this.told(finding, words),
        plainSentence(meaning),
        words.advice(plainSentence(advice)),
      ];
      return sentences.join(space);
    });
  }

  /** What is only worth knowing. */
  noteTexts({ closing: words }: LessonTexts): string[] {
    return this.findings
      .filter(({ severity }) => severity === 'note')
      .map((finding) => this.told(finding, words));
  }

  /** Whether a finding tells of what a message of this frame refused. */
  tellsRefusal(frame: number): boolean {
    return this.findings.some(({ facts }) => 'reply' in facts && 'answer' in facts && facts.answer === frame);
  }

  /** Whether a finding tells that a call of this frame was not answered. */
  tellsUnanswered(frame: number): boolean {
    return this.findings.some(({ id, stamp }) => stamp.frame === frame && id.endsWith('.unanswered'));
  }

  tellsNote({ code: noted }: Note): boolean {
    return this.findings.some(({ facts }) => 'note' in facts && facts.note?.code === noted);
  }

  tellsOddity(oddity: Oddity): boolean {
    return this.findings.some(({ id }) => SAME[oddity]?.includes(id) === true);
  }

  /** A note in the language of the lesson. */
  noteText(note: Note): string {
    return this.catalogue.words.noteText(note);
  }

  private get serious(): readonly Finding[] {
    return this.findings.filter(({ severity }) => severity !== 'note');
  }

  private told(finding: Finding, closing: LessonTexts['closing']): string {
    const { texts, words } = this.catalogue;
    const { id, side, stamp } = finding;
    const { frame, offset, from } = stamp;
    const place = [code(id), words.frame(frame)];
    if (offset !== undefined) place.push(words.byte(offset, from === side ? undefined : from));
    return closing.finding(
      plainSentence(texts[id].title),
      place.join(words.capture.comma),
      plainSentence(evidenceOf(finding, this.catalogue)),
    );
  }
}
