/** The head of an HTTP message: its first line, and its fields by their name in lower case. */
export type HttpHead = {
  readonly start: string;
  /** Of a response; `undefined` of a request. */
  readonly status: number | undefined;
  readonly fields: ReadonlyMap<string, string>;
};

/** How long a body is: so many bytes, in chunks, or all until the connection ends. */
export type Framing = number | 'chunked' | 'untilEnd';

/** The head that these lines are, or `undefined` when they are none (RFC 9112 §2, §3 and §4). */
export function parseHead(lines: readonly string[], isResponse: boolean): HttpHead | undefined {
  const [start = '', ...rest] = lines;
  const status = isResponse ? /^HTTP\/1\.\d (\d{3})(?: |$)/.exec(start)?.[1] : undefined;
  if (isResponse ? status === undefined : !/^[A-Z]+ \S+ HTTP\/1\.\d$/.test(start)) return undefined;
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of rest) {
    const colon = line.indexOf(':');
    // A line that begins with a blank goes on with the one before (RFC 9112 §5.2).
    const isFolded = last !== undefined && /^[ \t]/.test(line);
    if (!isFolded && colon <= 0) return undefined;
    const name = isFolded ? last! : line.slice(0, colon).toLowerCase();
    const value = (isFolded ? line : line.slice(colon + 1)).trim();
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}${isFolded ? ' ' : ', '}${value}`);
    last = name;
  }
  return { start, status: status === undefined ? undefined : Number(status), fields };
}

/** How the body behind a head is framed, or `undefined` when that can't be told (RFC 9112 §6.3). */
export function framingOf({ status, fields }: HttpHead): Framing | undefined {
  if (status !== undefined && (status < 200 || status === 204 || status === 304)) return 0;
  const coding = fields.get('transfer-encoding')?.toLowerCase();
  if (coding !== undefined) {
    if (/(?:^|[ ,])chunked$/.test(coding)) return 'chunked';
    return status === undefined ? undefined : 'untilEnd';
  }
  const length = fields.get('content-length');
  if (length === undefined) return status === undefined ? 0 : 'untilEnd';
  // The same number may be there several times.
  const [first = '', ...others] = length.split(',').map((one) => one.trim());
  return /^\d{1,15}$/.test(first) && others.every((one) => one === first) ? Number(first) : undefined;
}

/** How long a chunk is, by the line before it (RFC 9112 §7.1). */
export function chunkLength(line: string): number | undefined {
  const digits = /^([0-9a-f]{1,12})[ \t]*(?:;|$)/i.exec(line)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}
