import type { OriginMap } from '../../src/bytes/origin-map.ts';
import { leavesOf } from '../../src/field/field-node.ts';
import { traceHandshake, traceMessage } from '../../src/rtmp/event-tree.ts';
import type { Dissected } from '../dissect/run.ts';

/** A field of some layer: its bytes in the file. */
export type Place = { readonly layer: string; readonly start: number; readonly end: number };

const RECORD_HEADER_LENGTH = 16;
/** Where Ethernet, IPv4 without options and TCP have their fields, counted from the packet. */
const HEADERS: readonly (readonly [layer: string, at: number, length: number])[] = [
  ['link', 0, 6],
  ['link', 12, 2],
  ['ip', 14, 1],
  ['ip', 16, 2],
  ['ip', 18, 2],
  ['ip', 20, 2],
  ['ip', 23, 1],
  ['ip', 26, 4],
  ['tcp', 34, 2],
  ['tcp', 36, 2],
  ['tcp', 38, 4],
  ['tcp', 42, 4],
  ['tcp', 46, 1],
  ['tcp', 47, 1],
];

/** The record header of a packet of classic pcap, and the headers in it. */
export function captureWide(fileOffset: number, length: number): Place[] {
  const record = fileOffset - RECORD_HEADER_LENGTH;
  const words = [0, 4, 8, 12].map((at) => ({ layer: 'record', start: record + at, end: record + at + 4 }));
  const headers = HEADERS.filter(([, at, width]) => at + width <= length);
  return [
    ...words,
    ...headers.map(([layer, at, width]) => ({
      layer,
      start: fileOffset + at,
      end: fileOffset + at + width,
    })),
  ];
}

/** Every field that the dissection of the same capture has found, by layer. */
export function placesOf(headers: readonly Place[], found: Dissected): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const add = (place: Place): void => {
    const list = places.get(place.layer);
    if (list === undefined) places.set(place.layer, [place]);
    else list.push(place);
  };
  for (let at = 0; at < 24; at += 4) add({ layer: 'file', start: at, end: at + 4 });
  for (const place of headers) add(place);
  const parts = [...found.messages().flatMap(traceMessage), ...found.handshakes.flatMap(traceHandshake)];
  for (const { kind, nodes, origins } of parts) {
    for (const { field, start, end } of leavesOf(nodes)) {
      const layer = kind === 'payload' ? (field.id.split('.').at(-2) ?? 'payload') : kind;
      for (const run of fileRuns(origins, start, end)) add({ layer, ...run });
    }
  }
  return places;
}

function fileRuns(origins: OriginMap, start: number, end: number): { start: number; end: number }[] {
  return origins
    .runs(start, end)
    .filter(({ fileOffset }) => !Number.isNaN(fileOffset))
    .map((run) => ({ start: run.fileOffset, end: run.fileOffset + run.end - run.start }));
}
