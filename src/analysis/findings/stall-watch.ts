import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import { MessageType, UserControlEvent } from '../../rtmp/codes.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { SideHealth, Span, Spans } from '../../tcp/health.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf, healthOf, otherRole, sentBytes } from './side-health.ts';
import { keepPlace, type Place } from './place.ts';
import type { Flow } from './track-story.ts';

/** Milliseconds without media that are a stall, less what was sent ahead; and those before the end of a connection. */
const STALL = 1000;
const LAST_STALL = 3000;
/** Pictures and sounds after which a stream is under way. */
const LEAST_FRAMES = 10;
/** Milliseconds, besides a round trip, within which a sender that waits for an Acknowledgement goes on. */
const RELEASE = 250;
/** Share of segments sent again, and their number, that a viewer feels. */
const HEAVY_LOSS = 0.03;
const LEAST_LOST = 5;

type Sending = {
  /** Of what it sends: the window that it announced, and the highest byte that the other side acknowledged. */
  window: number;
  acknowledged: number;
  /** The last Acknowledgement, and the bytes that had waited for it. */
  released: { readonly at: FrameStamp; readonly bytes: number } | undefined;
};

/** Media that stops for a while, and whose fault that is. */
export function watchStalls({ conversation, story, report }: Subject): Watch {
  const sendings: Record<Role, Sending> = { client: createSending(), server: createSending() };
  const { flows } = story.tracks;
  let hasStalled = false;
  /** The messages with media that had come when media were stopped. */
  let heldAt = -1;

  /** What held up `from` between two points of time; `isFinal` when nothing came after it. */
  function explain(from: Role, since: Place, until: Place, isFinal: boolean): boolean {
    const sender = healthOf(conversation, from);
    const receiver = healthOf(conversation, otherRole(from));
    const silent = { role: from, since: since.frame, time: millisecondsBetween(since, until) };
    const severity = isFinal ? 'error' : 'warning';
    const closed = receiver && closedWindow(receiver, since, until);
    if (closed !== undefined) {
      const facts = { ...silent, closed: closed.frame };
      report('stall.receiver-window', { side: otherRole(from), at: closed, facts, severity });
      return true;
    }
    const resent = overlapping(sender?.retransmissions, since, until);
    if (resent !== undefined) {
      const facts = { ...silent, resent: resent.from.frame };
      report('stall.network', { side: 'network', at: placeOf(resent, from), facts, severity });
      return true;
    }
    const { window } = sendings[from];
    const waiting = isFinal ? waitingBytes(from) : releasedBytes(sendings[from], since, until);
    if (window > 0 && waiting >= window * 0.75) {
      const facts = { ...silent, bytes: waiting, window };
      report('stall.acknowledgement-window', { side: otherRole(from), at: since, facts, severity });
      return true;
    }
    if (isFinal) return false;
    const isIdle = overlapping(sender?.silences, since, until) !== undefined;
    const facts = { ...silent, isIdle };
    report('stall.sender', { side: from, at: since, facts });
    return true;
  }

  function losses(): void {
    for (const role of ['client', 'server'] as const) {
      const health = healthOf(conversation, role);
      const [first] = health?.retransmissions?.last ?? [];
      if (health === undefined || first === undefined || health.retransmittedSegments < LEAST_LOST) continue;
      const share = health.retransmittedSegments / health.dataSegments;
      if (share < HEAVY_LOSS || flows[role].messages < LEAST_FRAMES) continue;
      const facts = { role, segments: health.retransmittedSegments, share };
      const [other] = healthOf(conversation, otherRole(role))?.retransmissions?.last ?? [];
      const at =
        other !== undefined && other.from.frame < first.from.frame
          ? placeOf(other, otherRole(role))
          : placeOf(first, role);
      report('stall.network', { side: 'network', at, facts });
    }
  }

  return {
    event(event) {
      if (event.kind !== 'message') return;
      const { body, from, typeId } = event;
      if (holds(event)) heldAt = mediaMessages();
      if (body.kind === 'control') {
        if (typeId === MessageType.windowAcknowledgementSize) sendings[from].window = body.windowSize ?? 0;
        else if (typeId === MessageType.acknowledgement) {
          const sending = sendings[otherRole(from)];
          sending.released = { at: keepPlace(event), bytes: waitingBytes(otherRole(from)) };
          sending.acknowledged = body.sequenceNumber ?? 0;
        }
      }
    },
    pause(flow, message) {
      if (flow.messages < LEAST_FRAMES || flow.last === undefined || heldAt === mediaMessages()) return;
      const gap = millisecondsBetween(flow.last, message);
      if (gap < STALL || gap - leadOf(flow) < STALL) return;
      hasStalled = true;
      explain(message.from, keepPlace(flow.last), message, false);
    },
    closed(now) {
      if (!conversation.isRtmp) return;
      const end = endOf(conversation);
      for (const from of ['client', 'server'] as const) {
        const { last, messages } = flows[from];
        if (last === undefined || messages < LEAST_FRAMES || story.isLost[from]) continue;
        if (story.goodbye !== undefined) continue;
        const until = end?.at ?? now;
        const gap = millisecondsBetween(last, until);
        if (gap >= LAST_STALL && gap - leadOf(flows[from]) >= STALL) {
          hasStalled = explain(from, keepPlace(last), until, true) || hasStalled;
        }
      }
      if (!hasStalled) losses();
    },
  };

  function mediaMessages(): number {
    return flows.client.messages + flows.server.messages;
  }

  /** Bytes that a side has sent and the other one has not acknowledged by a message. */
  function waitingBytes(from: Role): number {
    return sentBytes(conversation.connection, conversation.sideOf(from)) - sendings[from].acknowledged;
  }

  /** Of a stall that ends with an Acknowledgement: the bytes that waited for it. */
  function releasedBytes({ released }: Sending, since: FrameStamp, until: FrameStamp): number {
    if (released === undefined || !isBefore(since, released.at)) return 0;
    const roundTrip = conversation.connection.health?.roundTrip ?? 0;
    return millisecondsBetween(released.at, until) <= roundTrip + RELEASE ? released.bytes : 0;
  }
}

/** Whether a message stops the media, which then is no stall: the client asks for it, or the stream has ended. */
function holds({ body }: Message): boolean {
  if (body.kind === 'command') return /^(pause|seek)/.test(body.name);
  return body.kind === 'userControl' && body.event === UserControlEvent.streamEof;
}

/** Milliseconds of media sent ahead of the clock. */
function leadOf({ first, last }: Flow): number {
  const media = (last!.timestamp - first!.timestamp) | 0;
  return Math.max(0, media - millisecondsBetween(first!, last!));
}

function closedWindow(receiver: SideHealth, since: Place, until: Place): Place | undefined {
  const closed = overlapping(receiver.zeroWindows, since, until)?.from;
  if (closed !== undefined) return closed;
  const { zeroWindow } = receiver;
  return zeroWindow !== undefined && isBefore(zeroWindow, until) ? zeroWindow : undefined;
}

function overlapping(spans: Spans | undefined, since: Place, until: Place): Span | undefined {
  return spans?.last.find(({ from, to }) => isBefore(from, until) && isBefore(since, to));
}

/** Where the first byte was sent again. */
function placeOf({ from, offset }: Span, role: Role): Place {
  return offset === undefined ? from : { ...from, from: role, offset };
}

function isBefore(a: Place, b: Place): boolean {
  return millisecondsBetween(a, b) >= 0;
}

function createSending(): Sending {
  return { window: 0, acknowledged: 0, released: undefined };
}
