import type { Evidence, EvidenceOf, Facts } from '../analysis/findings/facts.ts';
import type { FindingId } from '../analysis/findings/rules.ts';

/** What a kind of finding means to people: a title, and a sentence or two each. The section is told beside them. */
export type FindingText<Id extends FindingId> = {
  readonly title: string;
  /** The sentence of what was seen, without its full stop; `tell` has those of other findings. */
  readonly evidence: (facts: Facts[Id], tell: (evidence: Evidence) => string) => string;
  readonly meaning: string;
  /** What usually brings it about, the most likely first. */
  readonly causes: string;
  /** What to do. */
  readonly advice: string;
};

/** The texts of all kinds of findings in one language, complete by type. */
export type FindingTexts = { readonly [Id in FindingId]: FindingText<Id> };

/** The texts of the kinds whose ids begin so. */
export type TextsOf<Group extends string> = Pick<FindingTexts, Extract<FindingId, `${Group}.${string}`>>;

/** What was seen, without a full stop. */
export function tellEvidence<Id extends FindingId>(
  { id, facts }: EvidenceOf<Id>,
  texts: FindingTexts,
): string {
  return texts[id].evidence(facts, (other) => tellEvidence(other, texts));
}
