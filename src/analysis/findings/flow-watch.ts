import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import { MessageType, UserControlEvent } from '../../rtmp/codes.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf, otherRole, sentBytes } from './side-health.ts';
import { keepPlace, type Place } from './place.ts';

/** Bytes that an acknowledgement may be ahead of the capture: packets are captured in another order than sent. */
const CAPTURED_LATE = 100_000;
/** Acknowledgements after which one can tell how they count. */
const HABIT = 4;
/** Milliseconds within which a ping is answered. */
const PING = 5000;
/** The same where who asked closes the connection. */
const CLOSING_PING = 1000;

/** What one side acknowledges of what the other sends. */
type Acknowledging = {
  /** The window that the sender announced, and the frame of it. */
  window: number;
  count: number;
  last: number;
  /** Bytes that were sent when it acknowledged last. */
  sentAtLast: number;
  /** Of those in a row that are far below the bytes sent. */
  low: number;
  firstLow: Place | undefined;
};

/** Acknowledgements against the bytes that were sent, and pings against their answers. */
export function watchFlow({ conversation, story, report }: Subject): Watch {
  const acknowledging: Record<Role, Acknowledging> = { client: create(), server: create() };
  let ping: Place | undefined;
  let pinger: Role = 'server';

  /** `from` acknowledges bytes of the other side. */
  function acknowledge(message: Message, sequenceNumber: number): void {
    const { from, frame } = message;
    const sender = otherRole(from);
    const sent = sentBytes(conversation.connection, conversation.sideOf(sender));
    const state = acknowledging[from];
    state.count++;
    if (!story.opened[sender]) return;
    const ahead = (sequenceNumber - sent) | 0;
    if (ahead > CAPTURED_LATE) {
      const facts = { role: sender, frame, acknowledged: sequenceNumber, sent };
      report('ack.impossible', { side: from, at: message, facts });
    }
    if (sent > 2 * sequenceNumber && sent < 2 ** 32) {
      state.low++;
      state.firstLow ??= keepPlace(message);
      if (state.low === HABIT) {
        const facts = { messages: HABIT, acknowledged: sequenceNumber, sent, frame };
        report('ack.incremental', { side: from, at: state.firstLow, facts });
      }
    } else {
      state.low = 0;
      state.firstLow = undefined;
      excess(from, message);
    }
    state.last = sequenceNumber;
    state.sentAtLast = sent;
  }

  /** More was sent than the window allows, before the acknowledgement came. */
  function excess(from: Role, at: Message): void {
    const { window, sentAtLast } = acknowledging[from];
    const sent = sentBytes(conversation.connection, conversation.sideOf(otherRole(from)));
    if (window === 0 || sent - sentAtLast < 2 * window) return;
    const facts = { bytes: sent - sentAtLast, frame: at.frame, window };
    report('ack.window-exceeded', { side: from, at, facts });
  }

  function answer(message: Message, event: number): void {
    if (event === UserControlEvent.pingRequest && ping === undefined) {
      ping = keepPlace(message);
      pinger = message.from;
    } else if (event === UserControlEvent.pingResponse) ping = undefined;
  }

  function unanswered(at: Place, now: FrameStamp): void {
    const side = otherRole(pinger);
    const end = endOf(conversation);
    const waited = millisecondsBetween(at, end?.at ?? now);
    // Who asked, and closes: that is why.
    const isClosed = end?.role === pinger && story.goodbye === undefined;
    if (waited < (isClosed ? CLOSING_PING : PING)) return;
    const facts = { frame: at.frame, waited, closed: isClosed ? end : undefined };
    report('ping.unanswered', { side, at, facts, severity: isClosed ? 'error' : 'warning' });
  }

  return {
    event(event) {
      if (event.kind !== 'message') return;
      const { body, typeId, from } = event;
      if (body.kind === 'userControl') answer(event, body.event);
      else if (body.kind !== 'control') return;
      else if (typeId === MessageType.acknowledgement) acknowledge(event, body.sequenceNumber ?? 0);
      else if (typeId === MessageType.windowAcknowledgementSize) {
        acknowledging[otherRole(from)].window = body.windowSize ?? 0;
      }
    },
    closed(now) {
      if (ping !== undefined && !story.isLost[otherRole(pinger)]) unanswered(ping, now);
      for (const from of ['client', 'server'] as const) {
        const { count, window } = acknowledging[from];
        const sender = otherRole(from);
        const sent = sentBytes(conversation.connection, conversation.sideOf(sender));
        if (count > 0 || window === 0 || sent <= 2 * window || !story.opened[from] || story.isLost[from])
          continue;
        const facts = { role: sender, bytes: sent, window };
        report('ack.none', { side: from, at: keepStamp(story.last ?? now), facts });
      }
    },
  };
}

function create(): Acknowledging {
  return { window: 0, count: 0, last: 0, sentAtLast: 0, low: 0, firstLow: undefined };
}
