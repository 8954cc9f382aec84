import type { FindingId } from '../analysis/findings/rules.ts';

/** What a kind of finding means to people: a title, and a sentence or two each. The section is told beside them. */
export type FindingText = {
  readonly title: string;
  readonly meaning: string;
  /** What usually brings it about, the most likely first. */
  readonly causes: string;
  /** What to do. */
  readonly advice: string;
};

/** The texts of all kinds of findings in one language, complete by type. */
export type FindingTexts = Readonly<Record<FindingId, FindingText>>;

/** The texts of the kinds whose ids begin so. */
export type TextsOf<Group extends string> = Readonly<
  Record<Extract<FindingId, `${Group}.${string}`>, FindingText>
>;
