import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Command } from '../../rtmp/command.ts';
import type { Message } from '../../rtmp/message.ts';
import { duration } from './durations.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf, patienceUntil, wasHeard } from './side-health.ts';
import { quoted, replyOf } from './story.ts';

/** Milliseconds within which a server answers, and after which no answer is expected any more. */
const PATIENCE = 2000;
/** Milliseconds after the answer to connect within which a server that closes has not meant it. */
const AT_ONCE = 500;
/** Transaction ids that are remembered. */
const MOST_IDS = 1000;
/** Calls that have a transaction id, and that many servers leave unanswered. */
const SELDOM_ANSWERED = new Set([
  'publish',
  'play',
  'play2',
  'deleteStream',
  'closeStream',
  'releaseStream',
  'FCPublish',
  'FCUnpublish',
  'FCSubscribe',
  'FCUnsubscribe',
  'onFCPublish',
  'onFCUnpublish',
  'getStreamLength',
  'onBWDone',
  'onStatus',
  'pause',
  'seek',
  'receiveAudio',
  'receiveVideo',
]);

/** Whether calls are answered, when, and with what: connect, createStream and those that no other group knows. */
export function watchCalls({ conversation, story, report }: Subject): Watch {
  /** The calls that took each transaction id of the client. */
  const taken = new Map<number, string>();
  let isRefused = false;

  function answered(command: Command, message: Message): void {
    const { answers, from } = message;
    if (answers === undefined) return;
    const reply = replyOf(command, message);
    if (answers.name === 'connect' && command.name === '_error') {
      isRefused = true;
      const { auth } = command;
      const evidence = `the server answered connect in frame ${message.frame} with ${reply.words}`;
      if (auth === undefined) report('connect.rejected', { side: from, at: message, evidence });
      else if (auth.stage === 'noSuchUser' || auth.stage === 'authFailed') {
        report('auth.failed', { side: from, at: message, evidence });
      } else report('auth.needed', { side: from, at: message, evidence });
    } else if (answers.name === 'connect' && reply.isError) {
      isRefused = true;
      const evidence = `the server answered connect in frame ${message.frame} with ${reply.words}`;
      report('connect.rejected', { side: from, at: message, evidence });
    } else if (
      answers.name === 'createStream' &&
      (command.name === '_error' || typeof command.arguments[0] !== 'number')
    ) {
      isRefused = true;
      const evidence = `the server answered createStream in frame ${message.frame} with ${reply.words}`;
      report('create-stream.failed', { side: from, at: message, evidence });
    }
    if (answers.milliseconds >= PATIENCE) {
      const evidence = `${quoted(answers.name)} of frame ${answers.frame} was answered in frame ${message.frame}, after ${duration(answers.milliseconds)}`;
      report('call.late', { side: from, at: message, evidence });
    }
  }

  function called({ name, transactionId: id }: Command, message: Message): void {
    if (id === undefined || id <= 0 || name.startsWith('_') || name === 'onStatus') return;
    const before = taken.get(id);
    if (before !== undefined && (name === 'createStream' || name === 'connect')) {
      const evidence = `${quoted(name)} has the transaction id ${id}, which ${quoted(before)} had before it`;
      report('call.duplicate-transaction', { side: message.from, at: message, evidence });
    }
    if (taken.size < MOST_IDS) taken.set(id, name);
  }

  /** What never got an answer, and whether the server closed instead. */
  function leftOpen(now: FrameStamp): void {
    const { connect, connectReply, createStream, createStreamReply, uses } = story;
    if (isRefused || story.isLost.server || story.isLost.client) return;
    const end = endOf(conversation);
    const server = conversation.connection.health?.sides[conversation.sideOf('server')];
    if (server?.segments === 0 || connect === undefined) return;
    if (connectReply === undefined) {
      const waited = millisecondsBetween(connect, end?.at ?? now);
      if (end?.role === 'server') {
        const evidence = `the server closed the connection with ${end.how} ${duration(waited)} after connect in frame ${connect.frame}, without an answer`;
        report('connect.closed-unanswered', { side: 'server', at: end.at, evidence });
      } else if (waited >= patienceUntil(end)) {
        const evidence = `connect in frame ${connect.frame} had no answer after ${duration(waited)}`;
        report('connect.unanswered', { side: 'server', at: connect, evidence });
      }
    } else if (createStreamReply !== undefined) {
      const [use] = uses;
      if (end?.role !== 'server' || (use !== undefined && wasHeard(conversation, use.at, end.at))) return;
      const waited = millisecondsBetween(createStreamReply.at, end.at);
      if (waited > AT_ONCE) return;
      const evidence = `the server answered createStream in frame ${createStreamReply.at.frame} and closed the connection with ${end.how} ${duration(waited)} later`;
      report('create-stream.closed-at-once', { side: 'server', at: createStreamReply.at, evidence });
    } else if (uses.length === 0) {
      const waited = millisecondsBetween(connectReply.at, end?.at ?? now);
      const isAsked = createStream !== undefined && end !== undefined;
      if (end?.role === 'server' && isAsked && wasHeard(conversation, createStream, end.at)) {
        const since = duration(millisecondsBetween(createStream, end.at));
        const evidence = `the server closed the connection with ${end.how} ${since} after createStream in frame ${createStream.frame}, without an answer`;
        report('create-stream.closed-unanswered', { side: 'server', at: end.at, evidence });
      } else if (end?.role === 'server' && waited <= AT_ONCE) {
        const evidence = `the server accepted connect in frame ${connectReply.at.frame} and closed the connection with ${end.how} ${duration(waited)} later`;
        report('connect.closed-at-once', { side: 'server', at: connectReply.at, evidence });
      } else if (createStream !== undefined) {
        const since = millisecondsBetween(createStream, end?.at ?? now);
        if (since < patienceUntil(end)) return;
        const evidence = `createStream in frame ${createStream.frame} had no answer after ${duration(since)}`;
        report('call.unanswered', { side: 'server', at: createStream, evidence, severity: 'error' });
      }
    }
  }

  function others(now: FrameStamp): void {
    for (const call of conversation.rtmp.session.unanswered()) {
      if (SELDOM_ANSWERED.has(call.name) || call.name === 'connect' || call.name === 'createStream') continue;
      const side = call.from === 'client' ? 'server' : 'client';
      const at = { ...keepStamp(story.last ?? now), frame: call.frame };
      const evidence = `${quoted(call.name)} of the ${call.from} in frame ${call.frame} was never answered`;
      report('call.unanswered', { side, at, evidence });
    }
  }

  return {
    event(event) {
      if (event.kind !== 'message' || event.body.kind !== 'command') return;
      answered(event.body, event);
      if (event.from === 'client') called(event.body, event);
    },
    closed(now) {
      if (!conversation.isRtmp) return;
      leftOpen(now);
      others(now);
    },
  };
}
