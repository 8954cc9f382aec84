import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { ForeignProtocol } from '../../rtmp/foreign-protocol.ts';
import type { Role } from '../../rtmp/message.ts';
import type { Subject, Watch } from './finding.ts';
import type { FindingId } from './rules.ts';
import { endOf, healthOf, sentBytes } from './side-health.ts';
import { keepPlace, type Place } from './place.ts';

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
  let client: Place | undefined;
  let server: Place | undefined;
  let isWhole = false;
  let firstCall: Place | undefined;
  let hasEarlyCall = false;
  let isExplained = false;

  function foreign({ name, detail }: ForeignProtocol, side: Role, at: Place): void {
    isExplained = true;
    const id = IDS[name] ?? 'protocol.other';
    report(id, { side, at: beginningOf(side, at), facts: { role: side, name, detail } });
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
    const at = beginningOf('client', health.sides[0].firstData ?? now);
    const [version] = rtmp.refused;
    if (bytes === 0) {
      const waited = millisecondsBetween(health.sides[1].syn, now);
      if (answered > 0 || waited < PATIENCE) return;
      const facts = { waited };
      report('handshake.silent-client', {
        side: 'client',
        at: beginningOf('client', health.sides[1].syn),
        facts,
      });
    } else if (version === VERSION && bytes < OPENING) {
      const facts = { bytes, whole: OPENING };
      report('handshake.incomplete', { side: 'client', at, facts });
    } else if (version !== undefined && version !== VERSION) {
      const facts = { role: 'client', version } as const;
      report('handshake.version', { side: 'client', at, facts });
    } else if (bytes > 0) {
      report('protocol.other', {
        side: 'client',
        at,
        facts: { bytes },
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
    const facts = { part: side === 'client' ? 'C2' : 'S2', waited, frame: at.frame } as const;
    report('handshake.incomplete', { side, at, facts });
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
      const facts = { waited, closer: end?.role };
      report('handshake.silent-server', {
        side: 'server',
        at: end?.role === 'server' ? end.at : client,
        facts,
      });
    }
  }

  return {
    event(event) {
      if (event.kind === 'handshake') {
        const { from, name, version } = event;
        if (from === 'client') {
          client ??= keepPlace(event);
          if (name.endsWith('C2')) isWhole = true;
        } else server ??= keepPlace(event);
        const opening = conversation.connection.health?.sides[conversation.sideOf(from)].firstData;
        const at = version === undefined ? event : beginningOf(from, opening ?? event);
        if (event.foreign !== undefined) foreign(event.foreign, from, at);
        for (const note of event.notes ?? []) {
          const { code } = note;
          if (code === 'handshake.version' && event.foreign === undefined) {
            isExplained = true;
            report('handshake.version', {
              side: from,
              at,
              facts: { role: from, version: version ?? 0, note },
            });
          } else if (code === 'handshake.echo-mismatch' && !isExplained) {
            if (version === undefined || version === VERSION)
              report('handshake.echo-mismatch', {
                side: from,
                at: { ...keepPlace(event), offset: OPENING },
                facts: { role: from, note },
              });
          } else if (code === 'handshake.incomplete' && !isExplained) {
            report('handshake.incomplete', {
              side: from,
              at,
              facts: { note },
              severity: from === 'server' || version !== undefined ? 'error' : 'warning',
            });
            isExplained = true;
          }
        }
      } else if (event.kind === 'message' && event.from === 'client' && firstCall === undefined) {
        firstCall = keepPlace(event);
      }
      if (!hasEarlyCall && firstCall !== undefined && server !== undefined) {
        hasEarlyCall = true;
        if (firstCall.frame < server.frame && story.opened.client) {
          const facts = { frame: firstCall.frame, wait: millisecondsBetween(firstCall, server) };
          report('handshake.early-data', { side: 'client', at: firstCall, facts });
        }
      }
    },
    closed(now) {
      if (!conversation.isRtmp) unrecognised(now);
      else unfinished(now);
    },
  };
}

/** The first byte of a side. */
function beginningOf(from: Role, { frame, seconds, nanoseconds }: FrameStamp): Place {
  return { frame, seconds, nanoseconds, from, offset: 0 };
}
