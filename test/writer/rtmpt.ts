import { bytes, join } from './bytes.ts';
import type { Utterance } from './tcp.ts';

/** How RTMP is put into HTTP. */
export type RtmptStyle = {
  readonly id?: string;
  /** TCP connections that the requests take turns on. */
  readonly connections?: number;
  /** Whether bodies are in chunks, of so many bytes. */
  readonly chunkSize?: number;
  /** Whether the session is opened and closed, as a whole one is. */
  readonly whole?: boolean;
  /** Number of the first request; `undefined` numbers leave it out of the paths. */
  readonly first?: number;
};

/** A request and its response, on the connection `on`. */
export type HttpExchange = {
  readonly on: number;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
};

const NUL = Uint8Array.of(0);

/** A conversation as requests and their responses: what the server says rides on the response to what was said last. */
export function rtmpt(utterances: Iterable<Utterance>, style: RtmptStyle = {}): HttpExchange[] {
  const { id = '1728724019', connections = 1, chunkSize, whole = true, first = 0 } = style;
  const exchanges: HttpExchange[] = [];
  const ask = (path: string, said: Uint8Array, answer: Uint8Array, status = '200 OK'): void => {
    exchanges.push({
      on: exchanges.length % connections,
      request: request(path, said, chunkSize),
      response: response(answer, chunkSize, status),
    });
  };
  let number = first;
  const poll = (command: string, said: Uint8Array, answered: Uint8Array): void =>
    ask(`/${command}/${id}/${number++}`, said, bytes(1, answered));

  if (whole) {
    ask('/fcs/ident2', NUL, bytes('<html>no</html>'), '404 Not Found');
    ask('/open/1', NUL, bytes(id, '\n'));
    poll('idle', NUL, bytes());
  }
  let said = bytes();
  let answered = bytes();
  const flush = (): void => {
    if (said.length > 0) poll('send', said, answered);
    else if (answered.length > 0) poll('idle', NUL, answered);
    said = bytes();
    answered = bytes();
  };
  for (const { from, data } of utterances) {
    if (from === 0) flush();
    if (from === 0) said = data;
    else answered = join([answered, data]);
  }
  flush();
  if (whole) poll('close', NUL, bytes());
  return exchanges;
}

/** A request as Flash Player writes it. */
export function request(path: string, body: Uint8Array, chunkSize?: number): Uint8Array {
  const fields = ['Content-Type: application/x-fcs', 'User-Agent: Shockwave Flash', 'Host: 192.0.2.20'];
  return message(`POST ${path} HTTP/1.1`, fields, body, chunkSize);
}

export function response(body: Uint8Array, chunkSize?: number, status = '200 OK'): Uint8Array {
  const fields = ['Connection: Keep-Alive', 'Server: FlashCom/3.5.7', 'Content-Type: application/x-fcs'];
  return message(`HTTP/1.1 ${status}`, fields, body, chunkSize);
}

function message(start: string, fields: readonly string[], body: Uint8Array, chunkSize?: number): Uint8Array {
  const framing = chunkSize === undefined ? `Content-Length: ${body.length}` : 'Transfer-Encoding: chunked';
  const head = `${[start, ...fields, framing].join('\r\n')}\r\n\r\n`;
  return bytes(head, chunkSize === undefined ? body : chunked(body, chunkSize));
}

/** A body in chunks (RFC 9112 §7.1), with an extension and a trailer. */
function chunked(body: Uint8Array, size: number): Uint8Array {
  const parts: (Uint8Array | string)[] = [];
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size);
    parts.push(`${chunk.length.toString(16).toUpperCase()};a=b\r\n`, chunk, '\r\n');
  }
  return join([...parts, '0\r\nX-Trailer: yes\r\n\r\n']);
}
