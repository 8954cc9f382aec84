import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import type { Handshake, Message, RtmpEvent } from '../rtmp/message.ts';
import { padEnd } from './display-width.ts';
import { infoText } from './info-text.ts';
import { noteRow, relativeTime, type RowStyle } from './timeline-row.ts';
import type { View } from './view.ts';

const FRAME_WIDTH = 7;
const TIME_WIDTH = 12;
const STREAM_WIDTH = 5;
/** `255.255.255.255:65535` */
const ADDRESS_WIDTH = 21;

/** One line for every frame that ends a message, as in Wireshark's packet list: its messages joined by `|`. */
export class FrameList implements View {
  private readonly summary: CaptureSummary;
  private readonly style: RowStyle;
  private readonly write: (text: string) => void;
  /** The last frame's messages: more of them may come. */
  private readonly waiting: (Message | Handshake)[] = [];
  private conversation: Conversation | undefined;

  constructor(summary: CaptureSummary, style: RowStyle, write: (text: string) => void) {
    this.summary = summary;
    this.style = style;
    this.write = write;
  }

  event(conversation: Conversation, event: RtmpEvent): void {
    const [first] = this.waiting;
    if (first !== undefined && (first.frame !== event.frame || conversation !== this.conversation))
      this.flush();
    if (event.kind === 'remark') {
      this.flush();
      this.write(noteRow(this.style, event.note));
      return;
    }
    this.conversation = conversation;
    this.waiting.push(event);
  }

  /** Writes the last line, because its frame is over. */
  flush(): void {
    const { conversation, waiting } = this;
    const [first] = waiting;
    if (first === undefined || conversation === undefined) return;
    const { theme } = this.style;
    const frame = String(first.frame).padStart(FRAME_WIDTH);
    const time = relativeTime(first, this.summary.first ?? first).padStart(TIME_WIDTH);
    const stream = String(conversation.stream).padStart(STREAM_WIDTH);
    const to = first.from === 'client' ? 'server' : 'client';
    const path = `${padEnd(conversation.addressOf(first.from), ADDRESS_WIDTH)} → ${padEnd(conversation.addressOf(to), ADDRESS_WIDTH)}`;
    const info = waiting.map(infoText).join('|');
    this.write(`${theme.number(frame + time + stream)}  ${theme.role[first.from](path)}  ${info}\n`);
    waiting.length = 0;
  }

  end(): void {
    this.flush();
  }
}
