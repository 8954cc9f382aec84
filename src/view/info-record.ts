import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Protocol } from '../analysis/conversation.ts';
import type { Roster, RosterEntry } from '../analysis/roster.ts';
import type { Note } from '../bytes/note.ts';
import type { Compression } from '../capture/compression.ts';
import { linkTypeName } from '../capture/link-types.ts';
import type { ForeignProtocol } from '../rtmp/foreign-protocol.ts';
import { epochText } from './record.ts';

/** A capture as a whole: the object of `info -T json`. Times are seconds since 1970, decimal strings with nine decimals. */
export type InfoRecord = {
  readonly file: string;
  readonly format: 'pcap' | 'pcapng';
  readonly compression: Compression;
  readonly frames: number;
  /** Bytes captured, and bytes that the packets had on the wire. */
  readonly bytes: number;
  readonly originalBytes: number;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly interfaces: readonly InterfaceRecord[];
  readonly connections: readonly ConnectionRecord[];
  readonly notes: readonly Note[] | undefined;
};

/** An interface: `timestampResolution` in seconds, `snapLength` in bytes, 0 for no limit. */
export type InterfaceRecord = {
  readonly linkType: number;
  readonly linkTypeName: string;
  readonly timestampResolution: number;
  readonly snapLength: number;
  readonly name: string | undefined;
  readonly frames: number;
};

/** A TCP connection: addresses as `address:port`, bytes as TCP delivered them, and bytes that are missing. */
export type ConnectionRecord = {
  readonly stream: number;
  readonly client: string;
  readonly server: string;
  readonly frames: number;
  readonly clientBytes: number;
  readonly serverBytes: number;
  readonly clientGapBytes: number;
  readonly serverGapBytes: number;
  readonly protocol: Protocol;
  /** What is spoken where it is no RTMP, if that is known by the first bytes: `HTTP`, `TLS`. */
  readonly recognizedAs: ForeignProtocol['name'] | undefined;
};

/** The record of a capture as far as it was read, with the connections that are listed. */
export function infoRecord(summary: CaptureSummary, roster: Roster): InfoRecord {
  const { file, format, compression, frames, bytes, originalBytes, first, last } = summary;
  const notes = [...summary.notes, ...roster.notes];
  return {
    file,
    format,
    compression,
    frames,
    bytes,
    originalBytes,
    start: first && epochText(first),
    end: last && epochText(last),
    interfaces: summary.interfaces.map((one) => ({
      linkType: one.linkType,
      linkTypeName: linkTypeName(one.linkType),
      timestampResolution: one.timestampResolution,
      snapLength: one.snapLength,
      name: one.name,
      frames: one.frames,
    })),
    connections: roster.entries.map(connectionRecord),
    notes: notes.length > 0 ? notes : undefined,
  };
}

function connectionRecord({ stream, client, server, count, ...rest }: RosterEntry): ConnectionRecord {
  return { stream, client, server, frames: count.frames, ...rest };
}
