import { expect, test } from 'vitest';
import { en } from '../../src/explain/en.ts';
import { explainEvent } from '../../src/explain/explain-event.ts';
import { explainNode, nodeContext } from '../../src/explain/explain-node.ts';
import { TracingReader } from '../../src/field/tracing-reader.ts';
import { readBodyFrom } from '../../src/rtmp/body.ts';
import type { Message } from '../../src/rtmp/message.ts';
import { CLIENT, Hearing, SERVER } from '../rtmp/hear.ts';
import { bytes, u16, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';

/** What is said of each message of an exchange. */
function told(...said: readonly (readonly [side: 0 | 1, message: rtmp.Message])[]): (string | undefined)[] {
  const hearing = new Hearing().greets();
  const writers = [new ChunkWriter(), new ChunkWriter()] as const;
  for (const [side, message] of said) hearing.says(side, writers[side].write(message));
  return hearing.messages.map((message) => explainEvent(message, en)?.text);
}

const connect = rtmp.command('connect', 1, { app: 'live' });
const refusal = (description: string): rtmp.Message =>
  rtmp.command('_error', 1, null, { level: 'error', code: 'NetConnection.Connect.Rejected', description });

test('a refusal is told by what was refused, what its code means, and what causes it', () => {
  const { meaning, causes } = en.status['NetConnection.Connect.Rejected'];
  expect(told([CLIENT, connect], [SERVER, refusal('no')])).toEqual([
    en.commands.connect,
    `${en.errors.connect} ${meaning} ${causes}`,
  ]);
});

test('a refusal of a call that harms nothing is told so', () => {
  const call = rtmp.command('releaseStream', 2, null, 'key');
  const answer = rtmp.command('_error', 2, null, null);
  expect(told([CLIENT, call], [SERVER, answer])[1]).toBe(en.errors.releaseStream);
});

test('an answer to a call that was not captured, or is not known, is told in general', () => {
  const answer = rtmp.command('_result', 9, null, null);
  expect(told([SERVER, answer])).toEqual([en.commands._result]);
  expect(told([CLIENT, rtmp.command('toString', 9, null)], [SERVER, answer])).toEqual([
    en.unknownCommand,
    en.commands._result,
  ]);
});

test('an authentication is told step by step', () => {
  const needAuth = '[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ';
  const challenge =
    '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=eve&salt=a&challenge=b';
  const user = rtmp.command('connect', 1, { app: 'live?authmod=adobe&user=eve' });
  const response = rtmp.command('connect', 1, { app: 'live?authmod=adobe&user=eve&challenge=b&response=c' });
  const { authentication } = en;
  expect(told([CLIENT, connect], [SERVER, refusal(needAuth)])[1]).toBe(authentication.needAuth);
  expect(told([CLIENT, user], [SERVER, refusal(challenge)])).toEqual([
    authentication.user,
    authentication.challenge,
  ]);
  expect(told([CLIENT, response])).toEqual([authentication.response]);
});

test('User Control events are told one by one, also an unknown one', () => {
  const event = (type: number): rtmp.Message => rtmp.message(4, bytes(u16(type), u32(1)));
  expect(told([SERVER, event(0)], [SERVER, event(32)], [SERVER, event(99)])).toEqual([
    en.userControl.streamBegin,
    en.userControl.bufferReady,
    en.messages.userControl,
  ]);
});

test('a message type that nobody documents is told to be one', () => {
  expect(told([CLIENT, rtmp.message(99, bytes(1))])).toEqual([en.unknownMessage]);
});

test('a shared object is told by its event, several events by their fields', () => {
  const head = bytes(u16(1), 'a', u32(0), u32(0), u32(0));
  const use = bytes(1, u32(0));
  const clear = bytes(8, u32(0));
  const denied = 'SharedObject.NoReadAccess';
  const status = bytes(7, u32(denied.length + 9), u16(denied.length), denied, u16(5), 'error');
  expect(told([CLIENT, rtmp.message(19, bytes(head, use))])).toEqual([en.sharedObject.use]);
  const payload = bytes(head, use, clear, status);
  expect(told([SERVER, rtmp.message(19, payload)])).toEqual([en.messages.sharedObjectAmf0]);

  const reader = new TracingReader(payload);
  const body = readBodyFrom(reader, 19, []);
  const nodes = reader.tree();
  const context = nodeContext({ kind: 'message', body, answers: undefined } as unknown as Message, nodes);
  const events = nodes.filter(({ field }) => field.id === 'rtmpt.so.event');
  expect(events.map((node) => explainNode(node, context, en)?.text)).toEqual([
    en.sharedObject.use,
    en.sharedObject.clear,
    en.sharedObject.status,
  ]);
  const code = events[2]!.children.find(({ field }) => field.id === 'rtmpt.so.event.code')!;
  expect(explainNode(code, context, en)?.text).toContain(en.status[denied].meaning);
});
