import type { HttpHead } from './http-framing.ts';

/** What a request of RTMPT asks for. */
export type TunnelRequest =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'send' | 'idle' | 'close';
      readonly id: string;
      /** Its number within the session; `close` may go without. */
      readonly number: number | undefined;
    };

const MEDIA_TYPE = 'application/x-fcs';

/** How the first request of a connection may begin. */
const BEGINNINGS = ['fcs/ident2', 'open/', 'send/', 'idle/', 'close/'].map((path) => `POST /${path}`);

/** How a response begins (RFC 9112 §4). */
const RESPONSE = 'HTTP/1.';

/** Session ids are numbers of ten digits or so, or 16 letters. */
const SESSION_ID = /^[!-.0-~]{1,128}$/;

/** What a direction is, by how it begins; `unsure` while more bytes are needed. */
export type Beginning = 'request' | 'response' | 'unsure' | 'foreign';

/** Tells a connection with RTMPT by the first bytes of a direction, 16 at most. */
export function beginningOf(head: Uint8Array): Beginning {
  let text = '';
  for (let i = 0; i < Math.min(head.length, 16); i++) text += String.fromCharCode(head[i]!);
  if (BEGINNINGS.some((one) => text.startsWith(one))) return 'request';
  if (text.startsWith(RESPONSE)) return 'response';
  return [...BEGINNINGS, RESPONSE].some((one) => one.startsWith(text)) ? 'unsure' : 'foreign';
}

/**
 * The request of RTMPT that a head is, if it is one. No specification was published; this is how Flash Player, librtmp
 * and FFmpeg ask (rtmphttp.c), as Red5 wrote it down (SPEC-RTMPT): `/open/1`, then `/send/<session>/<number>`,
 * `/idle/…` and `/close/…`. Any other command on a session is like `idle`: its body is no RTMP.
 */
export function requestOf({ start, fields }: HttpHead): TunnelRequest | undefined {
  const type = fields.get('content-type')?.split(';')[0]!.trim().toLowerCase();
  if (type !== MEDIA_TYPE) return undefined;
  const [, command, id, digits] =
    /^POST \/([a-z]{1,16})\/([^ /?]+)(?:\/(\d{1,15}))?\/? HTTP/.exec(start) ?? [];
  if (id === undefined || command === 'fcs') return undefined;
  if (command === 'open') return { kind: 'open' };
  if (!isSessionId(id)) return undefined;
  const kind = command === 'send' || command === 'close' ? command : 'idle';
  return { kind, id, number: digits === undefined ? undefined : Number(digits) };
}

export function isSessionId(text: string): boolean {
  return SESSION_ID.test(text);
}
