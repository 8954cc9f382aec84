import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import { quantity } from '../../bytes/quantity.ts';
import type { ForeignProtocol } from '../../rtmp/foreign-protocol.ts';
import type { Role } from '../../rtmp/message.ts';
import { duration } from './durations.ts';
import type { Subject, Watch } from './finding.ts';
import type { FindingId } from './rules.ts';
import { endOf, healthOf, sentBytes } from './side-health.ts';

const RTMP_PORT = 1935;
/** C0+C1 or S0+S1, and the byte that is the version of RTMP (RTMP 1.0 §5.2). */
const OPENING = 1537;
const VERSION = 3;
/** C2 or S2. */
const ECHO = 1536;
/** Milliseconds after which silence is one. */
const PATIENCE = 1000;

const IDS: Partial<Record<ForeignProtocol['name'], FindingId>> = {
  HTTP: 'protocol.http',
  TLS: 'protocol.tls',
  RTSP: 'protocol.rtsp',
  SSH: 'protocol.ssh',
  RTMPE: 'handshake.version',
};

/** Whether RTMP is spoken where it is expected, and how far the handshake comes. */
export function watchProtocol({ conversation, story, report }: Subject): Watch {
  let client: FrameStamp | undefined;
  let server: FrameStamp | undefined;
  let isWhole = false;
  let firstCall: FrameStamp | undefined;
  let hasEarlyCall = false;
  let isExplained = false;

  function foreign({ name, detail }: ForeignProtocol, side: Role, at: FrameStamp): void {
    isExplained = true;
    const id = IDS[name] ?? 'protocol.other';
    report(id, { side, at, offset: 0, evidence: `the ${side} speaks ${name}, not RTMP: ${detail}` });
  }

  /** On the port of RTMP, something that was not recognised as RTMP. */
  function unrecognised(now: FrameStamp): void {
    const { connection, rtmp } = conversation;
    const { health, endpoints } = connection;
    if (!endpoints.some(({ port }) => port === RTMP_PORT) || conversation.isTunnel) return;
    if (rtmp.foreign !== undefined) {
      const side = rtmp.foreignSide ?? 0;
      foreign(rtmp.foreign, rtmp.roleOf(side), health?.sides[side].firstData ?? now);
      return;
    }
    if (health?.sides[1].syn === undefined) return;
    const [bytes, answered] = [sentBytes(connection, 0), sentBytes(connection, 1)];
    const from = health.sides[0].firstData;
    const [version] = rtmp.refused;
    if (bytes === 0) {
      const waited = millisecondsBetween(health.sides[1].syn, now);
      if (answered > 0 || waited < PATIENCE) return;
      const evidence = `the connection was open for ${duration(waited)}, and the client sent nothing`;
      report('handshake.silent-client', { side: 'client', at: health.sides[1].syn, evidence, offset: 0 });
    } else if (version === VERSION && bytes < OPENING) {
      const evidence = `the client sent ${quantity(bytes, 'byte')} of the ${quantity(OPENING, 'byte')} of C0 and C1`;
      report('handshake.incomplete', { side: 'client', at: from ?? now, offset: 0, evidence });
    } else if (version !== undefined && version !== VERSION) {
      const evidence = `the client opens with version ${version} where RTMP has 3`;
      report('handshake.version', { side: 'client', at: from ?? now, offset: 0, evidence });
    } else if (bytes > 0) {
      report('protocol.other', {
        side: 'client',
        at: from ?? now,
        offset: 0,
        evidence: `the client sent ${quantity(bytes, 'byte')} that are no RTMP`,
      });
    }
  }

  /** S1 has come, and the echoes have not: S2 of the server, or C2. */
  function unechoed(answered: number, now: FrameStamp): void {
    const { connection } = conversation;
    const side = answered < OPENING + ECHO ? 'server' : 'client';
    const heard = sentBytes(connection, conversation.sideOf('client'));
    const end = endOf(conversation);
    // What is cut off is told at the end only.
    const at = (side === 'client' ? server : healthOf(conversation, 'server')?.firstData) ?? client!;
    const waited = millisecondsBetween(at, end?.at ?? now);
    if ((side === 'client' && heard > OPENING) || waited < PATIENCE) return;
    const evidence = `${side === 'client' ? 'C2' : 'S2'} did not come for ${duration(waited)} after frame ${at.frame}`;
    report('handshake.incomplete', { side, at, evidence });
  }

  function unfinished(now: FrameStamp): void {
    const { connection } = conversation;
    const { health } = connection;
    if (isWhole || isExplained || health === undefined || client === undefined) return;
    if (story.isLost.client || story.isLost.server) return;
    const serverSide = conversation.sideOf('server');
    const answered = sentBytes(connection, serverSide);
    if (health.sides[serverSide].segments === 0) return;
    if (answered >= OPENING) unechoed(answered, now);
    else if (answered === 0) {
      const end = endOf(conversation);
      const until = end?.at ?? now;
      const waited = millisecondsBetween(client, until);
      if (end === undefined && waited < PATIENCE) return;
      const how = end === undefined ? '' : `; then the ${end.role} closed the connection`;
      const evidence = `the server sent nothing for ${duration(waited)} after C0 and C1${how}`;
      report('handshake.silent-server', {
        side: 'server',
        at: end?.role === 'server' ? end.at : client,
        offset: 0,
        evidence,
      });
    }
  }

  return {
    event(event) {
      if (event.kind === 'handshake') {
        const { from, name, version } = event;
        if (from === 'client') {
          client ??= { frame: event.frame, seconds: event.seconds, nanoseconds: event.nanoseconds };
          if (name.endsWith('C2')) isWhole = true;
        } else server ??= { frame: event.frame, seconds: event.seconds, nanoseconds: event.nanoseconds };
        const opening = conversation.connection.health?.sides[conversation.sideOf(from)].firstData;
        const at = version === undefined ? event : (opening ?? event);
        if (event.foreign !== undefined) foreign(event.foreign, from, at);
        for (const { code, text } of event.notes ?? []) {
          if (code === 'handshake.version' && event.foreign === undefined) {
            isExplained = true;
            report('handshake.version', {
              side: from,
              at,
              offset: 0,
              evidence: `the ${from} opens with ${text}`,
            });
          } else if (code === 'handshake.echo-mismatch' && !isExplained) {
            const part = from === 'client' ? 'C2' : 'S2';
            if (version === undefined || version === VERSION)
              report('handshake.echo-mismatch', {
                side: from,
                at: event,
                offset: OPENING,
                evidence: `${part}: ${text}`,
              });
          } else if (code === 'handshake.incomplete' && !isExplained) {
            report('handshake.incomplete', {
              side: from,
              at,
              evidence: text,
              severity: from === 'server' || version !== undefined ? 'error' : 'warning',
            });
            isExplained = true;
          }
        }
      } else if (event.kind === 'message' && event.from === 'client' && firstCall === undefined) {
        firstCall = { frame: event.frame, seconds: event.seconds, nanoseconds: event.nanoseconds };
      }
      if (!hasEarlyCall && firstCall !== undefined && server !== undefined) {
        hasEarlyCall = true;
        if (firstCall.frame < server.frame && story.opened.client) {
          const wait = duration(millisecondsBetween(firstCall, server));
          const evidence = `the first message of the client is complete in frame ${firstCall.frame}, ${wait} before S2 was`;
          report('handshake.early-data', { side: 'client', at: firstCall, evidence });
        }
      }
    },
    closed(now) {
      if (!conversation.isRtmp) unrecognised(now);
      else unfinished(now);
    },
  };
}
