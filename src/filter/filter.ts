import type { Conversation } from '../analysis/conversation.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { checkTypes } from './check.ts';
import { compileTest, type Predicate } from './compile.ts';
import type { FilterEvent, FilterField } from './fields/filter-field.ts';
import { parseSyntax } from './parser.ts';
import { loadPatternCompiler } from './pattern.ts';
import { printTest } from './print.ts';
import type { TestSyntax } from './syntax.ts';
import type { Test } from './tree.ts';
import { usedFields } from './used-fields.ts';

/**
 * Reads a filter in the language of Wireshark's display filters, and checks its names and types.
 *
 * @example
 * import { parseFilter, records } from 'rtmp-dissect';
 *
 * const filter = await parseFilter('typeid == 9 and keyframe');
 * console.log(filter.print()); // rtmpt.header.typeid == 9 and rtmpt.video.keyframe
 * let count = 0;
 * for await (const record of records('samples/publish-obs.pcap', { filter })) count++;
 * console.log(count); // 1
 * @throws FilterError when it can't be understood
 */
export async function parseFilter(text: string): Promise<Filter> {
  const syntax = parseSyntax(text);
  const compilePattern = usesPattern(syntax) ? await loadPatternCompiler() : noPattern;
  return new Filter(checkTypes(text, syntax, compilePattern));
}

/** What lets messages and parts of handshakes through, or not. */
export class Filter {
  /** The fields that it asks for, each once. */
  readonly fields: readonly FilterField[];
  /** Whether it looks into the payload of audio and video, which is kept only when it is asked for. */
  readonly needsPayload: boolean;
  /** Whether it looks into the bytes of chunk headers and handshakes, which are kept only when they are asked for. */
  readonly needsTrace: boolean;

  private readonly test: Test;
  private readonly predicate: Predicate;

  constructor(test: Test) {
    this.test = test;
    const used = [...usedFields(test)];
    this.fields = [...new Set(used.map(({ field }) => field))];
    this.needsPayload = used.some(({ field, isRead }) => isRead && field.cost === 'payload');
    this.needsTrace = used.some(({ field, isRead }) => isRead && field.cost === 'trace');
    this.predicate = attentive(compileTest(test), this.fields);
  }

  /**
   * Whether an event is let through. Of a connection every event must be asked about, in order.
   * @param start stamp of the first frame of the capture
   */
  matches(conversation: Conversation, event: FilterEvent, start: FrameStamp): boolean {
    return this.predicate(event, conversation, start);
  }

  /** The filter in its one form, with full names: what two filters that ask the same have in common. */
  print(): string {
    return printTest(this.test);
  }
}

/** Shows every message to the fields that follow from those before, also where another test has decided already. */
function attentive(predicate: Predicate, fields: readonly FilterField[]): Predicate {
  const sequential = fields.filter(({ isSequential }) => isSequential);
  if (sequential.length === 0) return predicate;
  return (event, conversation, start) => {
    for (const { read } of sequential) read(event, conversation, start);
    return predicate(event, conversation, start);
  };
}

function noPattern(): never {
  throw new Error('no pattern was found in this filter');
}

function usesPattern(test: TestSyntax): boolean {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return test.tests.some(usesPattern);
    case 'not':
      return usesPattern(test.test);
    default:
      return test.kind === 'matches';
  }
}
