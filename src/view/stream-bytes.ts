import type { Conversation } from '../analysis/conversation.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { StreamSink } from '../bytes/stream-sink.ts';
import type { Role } from '../rtmp/message.ts';
import type { Theme } from './theme.ts';
import type { View, ViewOutput } from './view.ts';

const ROW_LENGTH = 16;

export type StreamBytesOptions = {
  /** The TCP connection. */
  readonly stream: number;
  /** One side only. */
  readonly from: Role | undefined;
  /** The bytes as they are; else as rows of hex. */
  readonly raw: boolean;
  readonly theme: Theme;
};

/** Where the bytes of a stream are written, and what is said of them. */
export type StreamBytesOutput = ViewOutput & { readonly warn: (text: string) => void };

/** The bytes of one TCP connection in order, as TCP delivered them. Where bytes are missing, nothing stands in their place. */
export class StreamBytes implements View {
  private readonly options: StreamBytesOptions;
  private readonly output: StreamBytesOutput;

  constructor(options: StreamBytesOptions, output: StreamBytesOutput) {
    this.options = options;
    this.output = output;
  }

  event(): void {}

  end(): void {}

  follow(conversation: Conversation): readonly [StreamSink, StreamSink] | undefined {
    if (conversation.stream !== this.options.stream) return undefined;
    return [this.sink(conversation, 0), this.sink(conversation, 1)];
  }

  /** What becomes of the bytes of one side. */
  private sink(conversation: Conversation, side: 0 | 1): StreamSink {
    const { raw, from } = this.options;
    const { writeBytes, warn } = this.output;
    let offset = 0;
    const role = (): Role => conversation.rtmp.roleOf(side);
    return {
      bytes: (data, start, end) => {
        if (from === undefined || from === role()) {
          if (raw) writeBytes(data.subarray(start, end));
          else this.writeRows(role(), offset, data.subarray(start, end));
        }
        offset += end - start;
      },
      gap: (length, now) => {
        if (from === undefined || from === role()) {
          warn(
            `connection ${conversation.stream}, ${role()}: ${quantity(length, 'byte')} missing at offset ${grouped(offset)} of its stream, found missing at frame ${now.frame}`,
          );
        }
        offset += length;
      },
      end: () => {},
    };
  }

  private writeRows(from: Role, offset: number, bytes: Uint8Array): void {
    const { theme } = this.options;
    for (let start = 0; start < bytes.length; start += ROW_LENGTH) {
      const row = bytes.subarray(start, start + ROW_LENGTH);
      const place = (offset + start).toString(16).padStart(8, '0');
      const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
      const line = `${theme.number(place)}  ${hex.padEnd(3 * ROW_LENGTH - 1)}  ${theme.detail(printable(row))}`;
      this.output.write(`${theme.role[from](from)}  ${line}\n`);
    }
  }
}

/** Bytes as ASCII, with a dot for what is no printable character. */
function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
    '',
  );
}
