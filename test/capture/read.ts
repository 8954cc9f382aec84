import * as fc from 'fast-check';
import type { Note } from '../../src/bytes/note.ts';
import { createReader, type ClassicReader } from '../../src/capture/capture-reader.ts';
import { BEGINNING_LENGTH } from '../../src/capture/format.ts';
import type { CaptureInterface, CaptureReader, Packet } from '../../src/capture/packet.ts';

/** A packet, copied. */
export type Seen = {
  readonly frame: number;
  readonly time: string;
  readonly linkType: number;
  readonly bytes: readonly number[];
  readonly originalLength: number;
  readonly fileOffset: number;
};

type Reading = {
  readonly packets: readonly Seen[];
  readonly notes: readonly Note[];
  readonly interfaces: readonly CaptureInterface[];
};

export function seen(packet: Packet): Seen {
  return {
    frame: packet.frame,
    time: `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}`,
    linkType: packet.linkType,
    bytes: [...packet.data.subarray(packet.start, packet.end)],
    originalLength: packet.originalLength,
    fileOffset: packet.fileOffset,
  };
}

/** Reads `file` in blocks of the given sizes, in turn; without any, as one block. Every block is overwritten behind. */
export function read(file: Uint8Array, sizes: readonly number[] = [], Classic?: ClassicReader): Reading {
  const packets: Seen[] = [];
  const emit = (packet: Packet) => void packets.push(seen(packet));
  const reader = createReader(file.slice(0, BEGINNING_LENGTH), emit, 'x.pcap', Classic);
  pushInBlocks(reader, file, sizes);
  return { packets, notes: reader.notes, interfaces: reader.interfaces };
}

function pushInBlocks(reader: CaptureReader, file: Uint8Array, sizes: readonly number[]): void {
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const size = sizes[turn % sizes.length] ?? file.length;
    const block = file.slice(at, at + size);
    reader.push(block);
    block.fill(0xaa);
    at += size;
  }
  reader.end();
}

export const blockSizes = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }),
  fc.constant([]),
);

/** The code and severity of each note. */
export function kinds(notes: readonly Note[]): string[] {
  return notes.map((note) => `${note.severity} ${note.code}`);
}
