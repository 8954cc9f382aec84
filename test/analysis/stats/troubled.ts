import { bytes } from '../../writer/bytes.ts';
import { pcap } from '../../writer/pcap.ts';
import { publish } from '../../writer/publish.ts';
import { Talk, type WrittenSegment } from '../../writer/tcp.ts';
import { packets } from '../../writer/wire.ts';

/** Frames of the capture, a millisecond apart. */
export const FIRST_CLOSED = 20;
export const OPENED_AGAIN = 1020;

/**
 * A publish of two seconds as a capture with the troubles that TCP has: the server closes its window for a second, in which
 * acknowledgements repeat that it is closed, and the client sends three of its segments again.
 */
export function troubledPublish(): Uint8Array {
  const segments = [...new Talk().converse(publish({ seconds: 2 }))];
  const closed: WrittenSegment[] = [];
  const before = segments.slice(0, FIRST_CLOSED - 1);
  const last = before.findLast(({ from }) => from === 1)!;
  const next = before.findLast(({ from, payload }) => from === 0 && payload.length > 0)!;
  const server = {
    ...last,
    payload: bytes(),
    flags: 0x10,
    sequence: (last.sequence + last.payload.length) >>> 0,
    acknowledgement: (next.sequence + next.payload.length) >>> 0,
  };
  for (let i = FIRST_CLOSED; i < OPENED_AGAIN; i++) closed.push({ ...server, window: 0 });
  const rest = segments.slice(FIRST_CLOSED - 1);
  const sent = rest.filter(({ from, payload }) => from === 0 && payload.length > 400);
  const again = sent.slice(10, 13);
  const at = rest.indexOf(again.at(-1)!) + 40;
  const all = [...before, ...closed, server, ...rest.slice(0, at), ...again, ...rest.slice(at)];
  return pcap(packets(all), { stepNanoseconds: 1_000_000 });
}
