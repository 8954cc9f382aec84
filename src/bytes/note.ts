/** How much a note weighs: bytes that break a rule, bytes that are missing or doubtful, a remark. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that a reader of the capture should know about the bytes beside it. */
export type Note = {
  /** Stable name of the kind of note, such as `tcp.gap`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, with the numbers. Holds no bytes of the capture that a terminal would act on. */
  readonly text: string;
  /** The numbers and names in it, of notes that are told in other languages, too. */
  readonly values?: Readonly<Record<string, number | string>>;
};
