import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dissect, followStream, type Role } from '../../src/index.ts';

const captures = ['samples', 'samples/faults'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => `${folder}/${name}`),
);

/** What each side of a connection sent, as TCP delivered it; zeros where it is missing. */
async function bytesOf(capture: string, stream: number): Promise<Record<Role, Uint8Array>> {
  const pieces: Record<Role, Uint8Array[]> = { client: [], server: [] };
  for await (const { from, bytes, length } of followStream(capture, stream)) {
    pieces[from].push(bytes?.slice() ?? new Uint8Array(length));
  }
  return { client: Buffer.concat(pieces.client), server: Buffer.concat(pieces.server) };
}

test.each(captures)('each message of %s begins where its offset says', async (capture) => {
  const streams = new Map<number, Record<Role, Uint8Array>>();
  for await (const { conversation, event } of dissect(capture)) {
    const { stream } = conversation;
    if (event.kind === 'remark' || conversation.sessionId !== undefined) continue;
    const bytes = streams.get(stream) ?? (await bytesOf(capture, stream));
    streams.set(stream, bytes);
    const { from, offset, frame } = event;
    if (event.kind === 'handshake') expect(offset).toBe(event.name.startsWith('C2') ? 1537 : 0);
    else {
      // A chunk begins with two bits of type and the chunk stream id, or 0 or 1 before a long one (RTMP 1.0 §5.3.1.1).
      const ids = event.csid < 64 ? [event.csid] : [0, 1];
      expect(
        ids.map((id) => (event.fmt << 6) | id),
        `frame ${frame}`,
      ).toContain(bytes[from][offset]);
    }
  }
});
