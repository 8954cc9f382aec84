import type { Phase } from '../analysis/phase.ts';
import type { Field } from '../field/field.ts';
import type { FieldNode } from '../field/field-node.ts';
import type { TracedPart } from '../rtmp/event-tree.ts';
import type { Handshake, Message, Role, RtmpEvent } from '../rtmp/message.ts';
import type { Catalogue } from './catalogue.ts';
import { explainEvent, type Explanation, lookUp, toldBy } from './explain-event.ts';
import { explainNode, nodeContext } from './explain-node.ts';
import type { RunKind } from './keys.ts';

/** The section of what no specification has: this program made it up. */
const OURS = 'rtmp-dissect';

/** Explains in one language. Each text has its section behind it. */
export class Explainer {
  private readonly catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
  }

  /** What happens in a phase. */
  phase(phase: Phase): string {
    return this.catalogue.phases[phase];
  }

  /** What a message or a part of the handshake is for, and why its side sends it now; `undefined` for a remark. */
  event(event: RtmpEvent): string | undefined {
    return this.told(explainEvent(event, this.catalogue));
  }

  /** What the messages are that one row sums up. */
  run(kind: RunKind, from: Role): string {
    return toldBy(this.catalogue.runs[kind], from);
  }

  /** What a field is for, without its section; `undefined` for one that only filters have. */
  field({ id }: Pick<Field, 'id'>): string | undefined {
    return lookUp<string>(this.catalogue.fields, id);
  }

  /** What the fields of one message or part of the handshake are for. */
  nodes(event: Message | Handshake, parts: readonly TracedPart[]): (node: FieldNode) => string | undefined {
    const payload = parts.find(({ kind }) => kind === 'payload');
    const context = nodeContext(event, payload?.nodes ?? []);
    return (node) => this.told(explainNode(node, context, this.catalogue));
  }

  private told(explanation: Explanation | undefined): string | undefined {
    if (explanation === undefined) return undefined;
    const { text, section } = explanation;
    if (section === undefined || section === OURS) return text;
    const told = this.catalogue.sectionText(section);
    return text.endsWith('。') ? `${text}（${told}）` : `${text} (${told})`;
  }
}
