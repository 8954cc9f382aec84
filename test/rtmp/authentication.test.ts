import { describe, expect, it } from 'vitest';
import * as rtmp from '../writer/rtmp.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { hear } from './hear.ts';

/** The step that a command takes, as it is read. */
function stepOf(command: rtmp.Message): unknown {
  const [message] = hear(new ChunkWriter().write(command)).messages;
  const { body } = message!;
  return body.kind === 'command' ? body.auth : undefined;
}

const connect = (object: { readonly app?: string; readonly tcUrl?: string }): rtmp.Message =>
  rtmp.command('connect', 1, object);

const refusal = (description: string): rtmp.Message =>
  rtmp.command('_error', 1, null, { level: 'error', code: 'NetConnection.Connect.Rejected', description });

describe('the steps of an authentication', () => {
  it.each([
    [
      'asks for a user',
      refusal('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : '),
      { stage: 'needAuth', method: 'adobe', user: undefined },
    ],
    [
      'asks for a user, in few words',
      refusal('authmod=llnw code=403 need auth'),
      { stage: 'needAuth', method: 'llnw', user: undefined },
    ],
    [
      'names the user',
      connect({ app: 'live?authmod=adobe&user=eve', tcUrl: 'rtmp://192.0.2.1/live?authmod=adobe&user=eve' }),
      { stage: 'user', method: 'adobe', user: 'eve' },
    ],
    [
      'names the user in the URL alone',
      connect({ app: 'live', tcUrl: 'rtmp://192.0.2.1/live?key=1&authmod=llnw&user=eve' }),
      { stage: 'user', method: 'llnw', user: 'eve' },
    ],
    [
      'challenges',
      refusal(
        '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=eve&salt=xQ==&challenge=bA==&opaque=bA==',
      ),
      { stage: 'challenge', method: 'adobe', user: 'eve' },
    ],
    [
      'challenges as Limelight does',
      refusal('[ AccessManager.Reject ] : [ authmod=llnw ] : ?reason=needauth&user=eve&nonce=5EZA'),
      { stage: 'challenge', method: 'llnw', user: 'eve' },
    ],
    [
      'responds',
      connect({ app: 'live?authmod=adobe&user=eve&challenge=0b7f&response=Zm9v&opaque=bA==' }),
      { stage: 'response', method: 'adobe', user: 'eve' },
    ],
    [
      'knows no such user',
      refusal('[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=nosuchuser&opaque=bA=='),
      { stage: 'noSuchUser', method: 'adobe', user: undefined },
    ],
    [
      'refuses',
      refusal('[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=bA=='),
      { stage: 'authFailed', method: 'adobe', user: undefined },
    ],
  ])('%s', (_, command, step) => {
    expect(stepOf(command)).toEqual(step);
  });

  it.each([
    ['a plain connect', connect({ app: 'live', tcUrl: 'rtmp://192.0.2.1/live?user=eve' })],
    ['a plain refusal', refusal('the application is not there')],
    [
      'a refusal for a reason that nobody knows',
      refusal('[ authmod=adobe ] : ?reason=invalid_authmod&opaque=-'),
    ],
    ['another command', rtmp.command('call', 1, { app: 'live?authmod=adobe&user=eve' })],
  ])('%s is none', (_, command) => {
    expect(stepOf(command)).toBeUndefined();
  });
});
