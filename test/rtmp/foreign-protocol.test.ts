import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognizeProtocol } from '../../src/rtmp/foreign-protocol.ts';
import { bytes, hex, join } from '../writer/bytes.ts';
import { handshake } from '../writer/handshake.ts';
import { complexHandshake } from './complex-handshake.ts';
import { CLIENT, Hearing, SERVER } from './hear.ts';

/** RTMPE: the handshake of Flash Player, with a version of its own. */
function encrypted(version: number): { readonly c0c1: Uint8Array; readonly s0s1s2: Uint8Array } {
  const { c0c1, s0s1s2 } = complexHandshake({ scheme: 1 });
  return { c0c1: bytes(version, c0c1.subarray(1)), s0s1s2: bytes(version, s0s1s2.subarray(1)) };
}

const packet = bytes(0x47, new Uint8Array(187));
const clientHello = hex('16 03 01 00c8 01 0000c4 0303');

describe('another protocol', () => {
  it.each([
    ['HTTP', 'GET /live HTTP/1.1', bytes('GET /live HTTP/1.1\r\nHost: example.org\r\n\r\n')],
    ['HTTP', 'POST /fcs/ident2 HTTP/1.1', bytes('POST /fcs/ident2 HTTP/1.1\r\n')],
    ['HTTP', 'HTTP/1.1 400 Bad Request', bytes('HTTP/1.1 400 Bad Request\r\n')],
    ['HTTP', 'PRI * HTTP/2.0', bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    ['RTSP', 'OPTIONS rtsp://192.0.2.1/live RTSP/1.0', bytes('OPTIONS rtsp://192.0.2.1/live RTSP/1.0\r\n')],
    ['RTSP', 'RTSP/1.0 200 OK', bytes('RTSP/1.0 200 OK\r\n')],
    ['SIP', 'INVITE sip:bob@example.org SIP/2.0', bytes('INVITE sip:bob@example.org SIP/2.0\r\n')],
    ['SSH', 'SSH-2.0-OpenSSH_9.2', bytes('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'PROXY protocol',
      'PROXY TCP4 192.0.2.1 192.0.2.2 50000 1935',
      bytes('PROXY TCP4 192.0.2.1 192.0.2.2 50000 1935\r\n'),
    ],
    ['PROXY protocol', 'version 2', hex('0d0a0d0a000d0a515549540a 21 11 000c')],
    ['TLS', 'ClientHello', clientHello],
    ['TLS', 'ServerHello', hex('16 03 03 0040 02 00003c 0303')],
    ['RTMPE', 'version 6, RTMPE', encrypted(6).c0c1],
    ['RTMPE', 'version 8, RTMPE with XTEA', encrypted(8).s0s1s2],
    ['RTMPE', 'version 9, RTMPE with Blowfish', encrypted(9).c0c1],
    ['FLV', 'the header of a file', hex('464c5601 05 00000009')],
    ['MPEG-TS', 'packets of 188 bytes', join([packet, packet, packet])],
  ])('%s is known by its first bytes: %s', (name, detail, head) => {
    expect(recognizeProtocol(head)).toEqual({ name, detail });
    // And in pieces of any size, on either side.
    for (const side of [CLIENT, SERVER] as const) {
      for (const size of [1, 7, 600]) {
        const hearing = new Hearing();
        for (let at = 0; at < head.length; at += size) hearing.says(side, head.subarray(at, at + size));
        expect(hearing.connection.facts.foreign).toEqual({ name, detail });
        expect(hearing.connection.facts.isRtmp).toBe(false);
        expect(hearing.ends().events).toEqual([]);
      }
    }
  });

  it.each([
    ['an RTMP handshake', handshake().c0c1],
    ['an RTMP handshake with a digest', complexHandshake().s0s1s2],
    ['version 6 without a digest', bytes(6, handshake().c0c1.subarray(1))],
    ['a TLS record of another type', hex('17 03 03 0010 01 02')],
    ['a TLS record that does not begin a handshake', hex('16 03 03 0010 0b 02')],
    ['packets of another length', bytes(packet, 0, packet, 0, packet)],
    ['text that is no protocol', bytes('hello, world\r\n')],
    ['text without an end', new Uint8Array(600).fill(0x41)],
    ['zeros', new Uint8Array(2000)],
  ])('%s is none', (_, head) => {
    expect(recognizeProtocol(head)).toBeUndefined();
    expect(new Hearing().says(CLIENT, head).ends().connection.facts.foreign).toBeUndefined();
  });

  it('is told in a line that a terminal can bear', () => {
    const line = `GET /${'x'.repeat(400)} HTTP/1.1\r\n`;
    expect(recognizeProtocol(bytes(line))).toEqual({ name: 'HTTP', detail: line.slice(0, 100) });
    expect(recognizeProtocol(bytes('POST /\x1b[2J HTTP/1.1\r\n'))).toBeUndefined();
  });

  it('needs 1537 bytes at most', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1537, maxLength: 1537 }), (head) => {
        expect(recognizeProtocol(head)).not.toBe('unsure');
      }),
      { seed: 20_303 },
    );
  });

  it('on one side does not hide RTMP on the other', () => {
    const { c0c1 } = handshake();
    const hearing = new Hearing()
      .says(CLIENT, c0c1)
      .says(SERVER, bytes('HTTP/1.1 400 Bad Request\r\n\r\n'))
      .ends();
    expect(hearing.connection.facts.isRtmp).toBe(true);
    expect(hearing.connection.facts.foreign).toBeUndefined();
    const [, answer] = hearing.handshakes;
    expect(answer?.notes?.[0]?.text).toContain('version 72 (not allowed, since protocols of text begin so)');
  });

  it('is known where its connection was captured from the midst', () => {
    const hearing = new Hearing({ opened: false }).says(SERVER, bytes('HTTP/1.1 200 OK\r\n\r\n')).ends();
    expect(hearing.connection.facts.foreign).toEqual({ name: 'HTTP', detail: 'HTTP/1.1 200 OK' });
  });
});
