import type { Conversation } from '../analysis/conversation.ts';

/** Titles that are told: those of the connections that came first. */
const MOST_TITLES = 100;

type Title = { readonly stream: number; readonly isSession: boolean; readonly text: string };

/** The titles of the first hundred RTMP connections, for whoever sums up a capture of any number of them. */
export class TitleList {
  private count = 0;
  private titles: Title[] = [];
  private readonly titleOf: (conversation: Conversation) => string;

  constructor(titleOf: (conversation: Conversation) => string) {
    this.titleOf = titleOf;
  }

  /** Nothing more comes of a connection, so that its title stands. */
  closed(conversation: Conversation): void {
    if (!conversation.isRtmp) return;
    this.count++;
    const { stream, sessionId } = conversation;
    this.titles.push({ stream, isSession: sessionId !== undefined, text: this.titleOf(conversation) });
    if (this.titles.length === 2 * MOST_TITLES) this.titles = this.first();
  }

  /** A line for each, in order of appearance, sessions in HTTP last; and how many more there are. */
  get lines(): string[] {
    const lines = this.first().map(({ text }) => text);
    return this.count > MOST_TITLES ? [...lines, `… ${this.count - MOST_TITLES} more`] : lines;
  }

  private first(): Title[] {
    const inOrder = this.titles.toSorted(
      (a, b) => Number(a.isSession) - Number(b.isSession) || a.stream - b.stream,
    );
    return inOrder.slice(0, MOST_TITLES);
  }
}
