import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Command } from '../../rtmp/command.ts';
import type { Message } from '../../rtmp/message.ts';
import { isAnswerDue } from '../answer-due.ts';
import type { Subject, Watch } from './finding.ts';
import { endOf, patienceUntil, wasHeard } from './side-health.ts';
import { quoted, replyOf } from './story.ts';
import { keepPlace, type Place } from './place.ts';

/** Milliseconds within which a server answers, and after which no answer is expected any more. */
const PATIENCE = 2000;
/** Milliseconds after the answer to connect within which a server that closes has not meant it. */
const AT_ONCE = 500;
/** Transaction ids that are remembered. */
const MOST_IDS = 1000;
/** Calls whose answers other rules look at. */
const TOLD_ELSEWHERE = ['connect', 'createStream', 'publish', 'play', 'play2'];

/** Whether calls are answered, when, and with what: connect, createStream and those that no other group knows. */
export function watchCalls({ conversation, story, report }: Subject): Watch {
  /** The calls that took each transaction id of the client. */
  const taken = new Map<number, string>();
  /** Where each call was made, by its frame and name. */
  const places = new Map<string, Place>();
  let isRefused = false;

  function answered(command: Command, message: Message): void {
    const { answers, from } = message;
    if (answers === undefined) return;
    const reply = replyOf(command, message);
    if (answers.name === 'connect' && command.name === '_error') {
      isRefused = true;
      const { auth } = command;
      const facts = { call: 'connect', answer: message.frame, reply: reply.words };
      if (auth === undefined) report('connect.rejected', { side: from, at: message, facts });
      else if (auth.stage === 'noSuchUser' || auth.stage === 'authFailed') {
        report('auth.failed', { side: from, at: message, facts });
      } else report('auth.needed', { side: from, at: message, facts });
    } else if (answers.name === 'connect' && reply.isError) {
      isRefused = true;
      const facts = { call: 'connect', answer: message.frame, reply: reply.words };
      report('connect.rejected', { side: from, at: message, facts });
    } else if (
      answers.name === 'createStream' &&
      (command.name === '_error' || typeof command.arguments[0] !== 'number')
    ) {
      isRefused = true;
      const facts = { call: 'createStream', answer: message.frame, reply: reply.words };
      report('create-stream.failed', { side: from, at: message, facts });
    }
    if (answers.milliseconds >= PATIENCE) {
      const facts = {
        name: quoted(answers.name),
        frame: answers.frame,
        answer: message.frame,
        waited: answers.milliseconds,
      };
      report('call.late', { side: from, at: message, facts });
    }
  }

  function called({ name, transactionId: id }: Command, message: Message): void {
    if (id === undefined || id <= 0 || name.startsWith('_') || name === 'onStatus') return;
    const before = taken.get(id);
    if (before !== undefined && (name === 'createStream' || name === 'connect')) {
      const facts = { name: quoted(name), id, before: quoted(before) };
      report('call.duplicate-transaction', { side: message.from, at: message, facts });
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
        const facts = { role: end.role, how: end.how, frame: connect.frame, waited };
        report('connect.closed-unanswered', { side: 'server', at: end.at, facts });
      } else if (waited >= patienceUntil(end)) {
        const facts = { frame: connect.frame, waited };
        report('connect.unanswered', { side: 'server', at: connect, facts });
      }
    } else if (createStreamReply !== undefined) {
      const [use] = uses;
      if (end?.role !== 'server' || (use !== undefined && wasHeard(conversation, use.at, end.at))) return;
      const waited = millisecondsBetween(createStreamReply.at, end.at);
      if (waited > AT_ONCE) return;
      const facts = { role: end.role, how: end.how, frame: createStreamReply.at.frame, waited };
      report('create-stream.closed-at-once', { side: 'server', at: createStreamReply.at, facts });
    } else if (uses.length === 0) {
      const waited = millisecondsBetween(connectReply.at, end?.at ?? now);
      const isAsked = createStream !== undefined && end !== undefined;
      if (end?.role === 'server' && isAsked && wasHeard(conversation, createStream, end.at)) {
        const since = millisecondsBetween(createStream, end.at);
        const facts = { role: end.role, how: end.how, frame: createStream.frame, waited: since };
        report('create-stream.closed-unanswered', { side: 'server', at: end.at, facts });
      } else if (end?.role === 'server' && waited <= AT_ONCE) {
        const facts = { role: end.role, how: end.how, frame: connectReply.at.frame, waited };
        report('connect.closed-at-once', { side: 'server', at: connectReply.at, facts });
      } else if (createStream !== undefined) {
        const since = millisecondsBetween(createStream, end?.at ?? now);
        if (since < patienceUntil(end)) return;
        const facts = {
          name: 'createStream',
          from: 'client',
          frame: createStream.frame,
          waited: since,
        } as const;
        report('call.unanswered', { side: 'server', at: createStream, facts, severity: 'error' });
      }
    }
  }

  function others(now: FrameStamp): void {
    for (const call of conversation.rtmp.session.unanswered()) {
      if (!isAnswerDue(call.name) || TOLD_ELSEWHERE.includes(call.name)) continue;
      const side = call.from === 'client' ? 'server' : 'client';
      const at = places.get(`${call.frame} ${call.name}`) ?? {
        ...keepStamp(story.last ?? now),
        frame: call.frame,
      };
      const facts = { name: quoted(call.name), from: call.from, frame: call.frame, waited: undefined };
      report('call.unanswered', { side, at, facts });
    }
  }

  return {
    event(event) {
      if (event.kind !== 'message' || event.body.kind !== 'command') return;
      answered(event.body, event);
      if (places.size < MOST_IDS && event.body.transactionId !== undefined) {
        places.set(`${event.frame} ${event.body.name}`, keepPlace(event));
      }
      if (event.from === 'client') called(event.body, event);
    },
    closed(now) {
      if (!conversation.isRtmp) return;
      leftOpen(now);
      others(now);
    },
  };
}
