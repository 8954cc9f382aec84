import type { Conversation } from '../analysis/conversation.ts';
import type { FrameStamp } from '../bytes/frame-stamp.ts';
import { findFields } from './fields/registry.ts';
import type { FilterEvent, FilterField } from './fields/filter-field.ts';
import { FilterError } from './filter-error.ts';
import { didYouMean, nearestField } from './hints.ts';
import type { Value } from './types.ts';

/** Fields whose values are written in columns. */
export class Columns {
  readonly fields: readonly FilterField[];
  /** Whether a column looks into the payload of audio and video, which is kept only when it is asked for. */
  readonly needsPayload: boolean;
  /** Whether a column looks into the bytes of chunk headers and handshakes, which are kept only when they are asked for. */
  readonly needsTrace: boolean;
  private readonly sequential: readonly FilterField[];

  /**
   * @param names as they are typed: full names, or endings that no other field has
   * @throws FilterError when one of them is no field, or could be several
   */
  constructor(names: readonly string[]) {
    this.fields = names.map(fieldOf);
    this.needsPayload = this.fields.some(({ cost }) => cost === 'payload');
    this.needsTrace = this.fields.some(({ cost }) => cost === 'trace');
    this.sequential = this.fields.filter(({ isSequential }) => isSequential);
  }

  /** Shows an event that is not written to the fields that follow from those before. */
  attend(conversation: Conversation, event: FilterEvent, start: FrameStamp): void {
    for (const { read } of this.sequential) read(event, conversation, start);
  }

  /** The values of each column for an event: none, one or several. */
  valuesOf(conversation: Conversation, event: FilterEvent, start: FrameStamp): (readonly Value[])[] {
    return this.fields.map((field) => {
      if (field.isMany) return field.read(event, conversation, start);
      const value = field.read(event, conversation, start);
      return value === undefined ? [] : [value];
    });
  }
}

function fieldOf(name: string): FilterField {
  const [field, ...others] = findFields(name);
  const place = { start: 0, end: name.length };
  if (field === undefined) {
    throw new FilterError(`${name} is not a field${didYouMean(nearestField(name))}`, name, place);
  }
  if (others.length > 0) {
    const ids = [field, ...others].map(({ id }) => id).join(', ');
    throw new FilterError(`${name} could be any of ${ids}`, name, place);
  }
  return field;
}
