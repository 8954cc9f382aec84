/** What is used of the `pcap-parser` package (0.2.1), which comes without types. */
declare module 'pcap-parser' {
  export type RecordHeader = {
    readonly timestampSeconds: number;
    /** Units of the fractional part, whatever they are. */
    readonly timestampMicroseconds: number;
    readonly capturedLength: number;
    readonly originalLength: number;
  };

  export type Stream = {
    on(event: string, listener: (data: Buffer) => void): void;
    pause(): void;
    resume(): void;
  };

  export type Parser = {
    on(event: 'packetHeader', listener: (header: RecordHeader) => void): void;
    on(
      event: 'packet',
      listener: (packet: { readonly header: RecordHeader; readonly data: Buffer }) => void,
    ): void;
  };

  export function parse(stream: Stream): Parser;
}
