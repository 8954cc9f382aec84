/** Small captures, byte by byte as the drafts say: the opposite of what `src/capture` reads. */

type ByteOrder = 'little' | 'big';

/** A packet as it is written; `originalLength` is that of `data` unless it was cut. */
export type Frame = {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly data: Uint8Array;
  readonly originalLength?: number;
};

type PcapOptions = {
  readonly order?: ByteOrder;
  readonly nanoseconds?: boolean;
  /** With the record headers of A. Kuznetzov. */
  readonly modified?: boolean;
  readonly snapLength?: number;
  /** The whole field: link type and FCS length. */
  readonly linkField?: number;
  readonly major?: number;
};

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function u16(value: number, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value, order === 'little');
  return bytes;
}

export function u32(value: number, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, order === 'little');
  return bytes;
}

export function u64(value: bigint, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), order === 'little');
  return bytes;
}

export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** `length` bytes that count up from `first`. */
export function counting(length: number, first = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (first + index) & 0xff);
}

export function pcapHeader(options: PcapOptions = {}): Uint8Array {
  const { order = 'little', nanoseconds = false, snapLength = 262_144, linkField = 1, major = 2 } = options;
  const magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
  return concat(
    u32(options.modified === true ? 0xa1b2cd34 : magic, order),
    u16(major, order),
    u16(4, order),
    u32(0, order),
    u32(0, order),
    u32(snapLength, order),
    u32(linkField, order),
  );
}

export function pcapRecord(frame: Frame, options: PcapOptions = {}): Uint8Array {
  const { order = 'little', nanoseconds = false } = options;
  return concat(
    u32(frame.seconds, order),
    u32(nanoseconds ? frame.nanoseconds : Math.floor(frame.nanoseconds / 1000), order),
    u32(frame.data.length, order),
    u32(frame.originalLength ?? frame.data.length, order),
    // Interface, protocol, packet type and padding.
    options.modified === true ? counting(8, 0xe0) : new Uint8Array(0),
    frame.data,
  );
}

export function pcapFile(frames: readonly Frame[], options: PcapOptions = {}): Uint8Array {
  return concat(pcapHeader(options), ...frames.map((frame) => pcapRecord(frame, options)));
}

/** A pcapng block around a body, which is padded. */
export function block(type: number, body: Uint8Array, order: ByteOrder = 'little'): Uint8Array {
  const padded = pad(body);
  const length = u32(padded.length + 12, order);
  return concat(u32(type, order), length, padded, length);
}

export function option(code: number, value: Uint8Array, order: ByteOrder = 'little'): Uint8Array {
  return concat(u16(code, order), u16(value.length, order), pad(value));
}

export function section(order: ByteOrder = 'little', major = 1): Uint8Array {
  const body = concat(u32(0x1a2b3c4d, order), u16(major, order), u16(0, order), u64(-1n, order));
  return block(0x0a0d0d0a, body, order);
}

type InterfaceOptions = {
  readonly order?: ByteOrder;
  readonly linkType?: number;
  readonly snapLength?: number;
  readonly options?: Uint8Array;
};

export function interfaceBlock(fields: InterfaceOptions = {}): Uint8Array {
  const { order = 'little', linkType = 1, snapLength = 0, options = new Uint8Array(0) } = fields;
  return block(1, concat(u16(linkType, order), u16(0, order), u32(snapLength, order), options), order);
}

type PacketFields = {
  readonly order?: ByteOrder;
  readonly interfaceId?: number;
  /** In the units of the interface. */
  readonly timestamp?: bigint;
  readonly capturedLength?: number;
  readonly originalLength?: number;
  readonly options?: Uint8Array;
};

export function enhancedPacket(data: Uint8Array, fields: PacketFields = {}): Uint8Array {
  const { order = 'little', interfaceId = 0 } = fields;
  return block(6, concat(u32(interfaceId, order), packetBody(data, fields)), order);
}

export function obsoletePacket(data: Uint8Array, fields: PacketFields = {}): Uint8Array {
  const { order = 'little', interfaceId = 0 } = fields;
  return block(2, concat(u16(interfaceId, order), u16(0xffff, order), packetBody(data, fields)), order);
}

export function simplePacket(data: Uint8Array, originalLength = data.length): Uint8Array {
  return block(3, concat(u32(originalLength, 'little'), data));
}

function packetBody(data: Uint8Array, fields: PacketFields): Uint8Array {
  const { order = 'little', timestamp = 0n, options = new Uint8Array(0) } = fields;
  return concat(
    u32(Number(timestamp >> 32n), order),
    u32(Number(timestamp & 0xffff_ffffn), order),
    u32(fields.capturedLength ?? data.length, order),
    u32(fields.originalLength ?? data.length, order),
    pad(data),
    options,
  );
}

function pad(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(-bytes.length & 3));
}
