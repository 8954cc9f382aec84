// Writes RTMP by hand, right or wrong: AMF0 values, messages and chunks.

/** AMF0 §2: a number, a string, a truth value, null, a list (strict array) or an object. */
function value(of) {
  if (typeof of === 'number') return Buffer.concat([Buffer.of(0), double(of)]);
  if (typeof of === 'boolean') return Buffer.of(1, Number(of));
  if (typeof of === 'string') return Buffer.concat([Buffer.of(2), text(of)]);
  if (of === null) return Buffer.of(5);
  if (Array.isArray(of))
    return Buffer.concat([Buffer.of(10), u32(of.length), ...of.map((item) => value(item))]);
  const pairs = Object.entries(of).flatMap(([key, item]) => [text(key), value(item)]);
  return Buffer.concat([Buffer.of(3), ...pairs, Buffer.of(0, 0, 9)]);
}

function double(number) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes;
}

function text(string) {
  const bytes = Buffer.from(string);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]);
}

export function amf(...values) {
  return Buffer.concat(values.map((of) => value(of)));
}

export function u24(number) {
  return Buffer.of((number >>> 16) & 255, (number >>> 8) & 255, number & 255);
}

export function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number >>> 0);
  return bytes;
}

/** The basic header, §5.3.1.1. */
export function basic(format, csid) {
  return csid < 64 ? Buffer.of((format << 6) | csid) : Buffer.of(format << 6, csid - 64);
}

/** The first chunk's header, §5.3.1.2: `timestamp` is that of the header, a delta in formats 1 and 2. */
export function header(format, { csid, timestamp = 0, length, type, streamId = 0 }) {
  const extended = timestamp >= 0xffffff;
  const parts = [basic(format, csid)];
  if (format < 3) parts.push(u24(extended ? 0xffffff : timestamp));
  if (format < 2) parts.push(u24(length), Buffer.of(type));
  if (format < 1) parts.push(Buffer.from([streamId, streamId >> 8, 0, 0]));
  if (format < 3 && extended) parts.push(u32(timestamp));
  return Buffer.concat(parts);
}

/** The chunks of a message: `between` stands after the basic header of each chunk but the first. */
export function chunks(first, payload, { csid, chunkSize, between = Buffer.alloc(0) }) {
  const parts = [first, payload.subarray(0, chunkSize)];
  for (let at = chunkSize; at < payload.length; at += chunkSize) {
    parts.push(basic(3, csid), between, payload.subarray(at, at + chunkSize));
  }
  return Buffer.concat(parts);
}

/** A message as it should be sent, with a header of format 0. */
export function message({ csid, timestamp = 0, type, streamId = 0 }, payload, chunkSize = 128) {
  const between = timestamp >= 0xffffff ? u32(timestamp) : Buffer.alloc(0);
  const first = header(0, { csid, timestamp, length: payload.length, type, streamId });
  return chunks(first, payload, { csid, chunkSize, between });
}

export function control(type, number, csid = 2, streamId = 0) {
  return message({ csid, type, streamId }, u32(number));
}

export function userControl(event, number) {
  return message({ csid: 2, type: 4 }, Buffer.concat([Buffer.of(0, event), u32(number)]));
}

export function command(values, { csid = 3, streamId = 0, chunkSize = 128 } = {}) {
  return message({ csid, type: 20, streamId }, amf(...values), chunkSize);
}
