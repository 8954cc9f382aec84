import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/rtmp/message.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, Hearing, SERVER } from './hear.ts';

/** A conversation in commands, each in a frame of its own; frames are a millisecond apart, the first is frame 4. */
class Dialogue {
  readonly hearing = new Hearing().greets();
  private readonly writers = [new ChunkWriter(), new ChunkWriter()] as const;

  /** Says a command on a message stream, and returns how it was read. */
  says(side: 0 | 1, command: rtmp.Message, streamId = 0): Message {
    this.hearing.says(side, this.writers[side].write(rtmp.placed(command, { streamId })));
    return this.hearing.messages.at(-1)!;
  }

  /** Time passes, and frames of other connections. */
  waits(frames: number): void {
    this.hearing.frame += frames;
  }
}

const status = (code: string): rtmp.Message => rtmp.command('onStatus', 0, null, { level: 'status', code });

describe('an answer', () => {
  it('names its call, and the milliseconds since', () => {
    const dialogue = new Dialogue();
    const call = dialogue.says(CLIENT, rtmp.command('createStream', 4, null));
    dialogue.waits(9);
    const answer = dialogue.says(SERVER, rtmp.command('_result', 4, null, 1));
    expect(call).toMatchObject({ frame: 4, answers: undefined });
    expect(answer.answers).toEqual({ frame: 4, name: 'createStream', milliseconds: 10 });
  });

  it('may be an error', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('connect', 1, { app: 'no' }));
    const information = { level: 'error', code: 'NetConnection.Connect.Rejected' };
    const answer = dialogue.says(SERVER, rtmp.command('_error', 1, null, information));
    expect(answer.answers).toEqual({ frame: 4, name: 'connect', milliseconds: 1 });
  });

  it('finds its call among many, in any order', () => {
    const dialogue = new Dialogue();
    for (const id of [2, 3, 4]) dialogue.says(CLIENT, rtmp.command(`call${id}`, id, null));
    const answers = [3, 4, 2].map((id) => dialogue.says(SERVER, rtmp.command('_result', id, null)).answers);
    expect(answers).toEqual([
      { frame: 5, name: 'call3', milliseconds: 2 },
      { frame: 6, name: 'call4', milliseconds: 2 },
      { frame: 4, name: 'call2', milliseconds: 5 },
    ]);
  });

  it('is for the call on its message stream, where two have the same transaction id', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('first', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('second', 2, null), 2);
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null), 2).answers?.name).toBe('second');
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null), 1).answers?.name).toBe('first');
  });

  it('is for the oldest call, where the message stream does not tell', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('first', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('second', 2, null), 2);
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null), 0).answers?.name).toBe('first');
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null), 0).answers?.name).toBe('second');
  });

  it('answers once, and only what was asked by the other side', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('createStream', 2, null));
    expect(dialogue.says(CLIENT, rtmp.command('_result', 2, null)).answers).toBeUndefined();
    expect(dialogue.says(SERVER, rtmp.command('_result', 3, null)).answers).toBeUndefined();
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null)).answers?.name).toBe('createStream');
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null)).answers).toBeUndefined();
  });

  it('may come from the client, when the server called', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('createStream', 2, null));
    dialogue.says(SERVER, rtmp.command('onBWCheck', 2, null));
    expect(dialogue.says(CLIENT, rtmp.command('_result', 2, null)).answers?.name).toBe('onBWCheck');
    expect(dialogue.says(SERVER, rtmp.command('_result', 2, null)).answers?.name).toBe('createStream');
  });

  it('is not wanted for a call with transaction 0', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('deleteStream', 0, null, 1));
    expect(dialogue.says(SERVER, rtmp.command('_result', 0, null)).answers).toBeUndefined();
  });

  it('may never come', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('releaseStream', 2, null, 'movie'));
    dialogue.says(CLIENT, rtmp.command('createStream', 3, null));
    expect(dialogue.says(SERVER, rtmp.command('_result', 3, null, 1)).answers?.name).toBe('createStream');
  });

  it('is found when thousands of calls before it have none', () => {
    const dialogue = new Dialogue();
    for (let id = 1; id <= 2500; id++) dialogue.says(CLIENT, rtmp.command('call', id, null));
    expect(dialogue.says(SERVER, rtmp.command('_result', 2500, null)).answers?.milliseconds).toBe(1);
    // What has waited for longest was forgotten.
    expect(dialogue.says(SERVER, rtmp.command('_result', 1, null)).answers).toBeUndefined();
  });
});

describe('onStatus (RTMP 1.0 §7.2.2)', () => {
  it('answers publish on its message stream, once', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('publish', 5, null, 'movie', 'live'), 1);
    expect(dialogue.says(SERVER, status('NetStream.Publish.Start'), 2).answers).toBeUndefined();
    expect(dialogue.says(SERVER, status('NetStream.Publish.Start'), 1).answers).toEqual({
      frame: 4,
      name: 'publish',
      milliseconds: 2,
    });
    expect(dialogue.says(SERVER, status('NetStream.Unpublish.Success'), 1).answers).toBeUndefined();
  });

  it('answers play, also behind the reset of its playlist', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('play', 0, null, 'movie', -2000), 1);
    expect(dialogue.says(SERVER, status('NetStream.Play.Reset'), 1).answers?.milliseconds).toBe(1);
    expect(dialogue.says(SERVER, status('NetStream.Play.Start'), 1).answers?.milliseconds).toBe(2);
    expect(dialogue.says(SERVER, status('NetStream.Play.Stop'), 1).answers).toBeUndefined();
  });

  it('answers with a refusal', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('play', 0, null, 'missing'), 1);
    const answer = dialogue.says(SERVER, status('NetStream.Play.StreamNotFound'), 1);
    expect(answer.answers?.name).toBe('play');
  });

  it('answers the use of its own message stream, where there are several', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('publish', 0, null, 'a'), 1);
    dialogue.says(CLIENT, rtmp.command('play', 0, null, 'b'), 2);
    expect(dialogue.says(SERVER, status('NetStream.Play.Start'), 2).answers?.name).toBe('play');
    expect(dialogue.says(SERVER, status('NetStream.Publish.Start'), 1).answers?.name).toBe('publish');
  });

  it('answers nothing when nothing was asked', () => {
    expect(new Dialogue().says(SERVER, status('NetStream.Play.Start'), 1).answers).toBeUndefined();
  });
});

describe('the session', () => {
  it('knows application, software, and what message streams are used for', () => {
    const dialogue = new Dialogue();
    const tcUrl = 'rtmp://192.0.2.20/live';
    dialogue.says(CLIENT, rtmp.command('connect', 1, { app: 'live', tcUrl, flashVer: 'FMLE/3.0' }));
    dialogue.says(SERVER, rtmp.command('_result', 1, { fmsVer: 'FMS/3,0,1,123' }));
    dialogue.says(CLIENT, rtmp.command('publish', 0, null, 'movie', 'live'), 1);
    dialogue.says(CLIENT, rtmp.command('play', 0, null, 'other'), 2);
    expect(dialogue.hearing.connection.facts.session).toMatchObject({
      app: 'live',
      tcUrl,
      flashVer: 'FMLE/3.0',
      fmsVer: 'FMS/3,0,1,123',
      uses: [
        { streamId: 1, action: 'publish', name: 'movie' },
        { streamId: 2, action: 'play', name: 'other' },
      ],
    });
  });

  it('knows the software as RTMP 1.0 §7.2.1.1 spells it, too', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('connect', 1, { app: 'live', flashver: 'FMSc/1.0' }));
    expect(dialogue.hearing.connection.facts.session.flashVer).toBe('FMSc/1.0');
  });

  it('leaves out what is not text', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('connect', 1, { app: 7, tcUrl: null }));
    dialogue.says(CLIENT, rtmp.command('publish', 0, null, 7), 1);
    const { session } = dialogue.hearing.connection.facts;
    expect(session.app).toBeUndefined();
    expect(session.tcUrl).toBeUndefined();
    expect(session.uses).toEqual([{ streamId: 1, action: 'publish', name: '' }]);
  });
});

describe('calls without an answer', () => {
  it('are known, by side', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('createStream', 2, null));
    dialogue.says(CLIENT, rtmp.command('FCPublish', 3, null, 'movie'));
    dialogue.says(SERVER, rtmp.command('onBWCheck', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('closeStream', 0, null));
    dialogue.says(SERVER, rtmp.command('_result', 2, null, 1));
    const { session } = dialogue.hearing.connection.facts;
    const unanswered = [
      { from: 'client', name: 'FCPublish', transactionId: 3, streamId: 0, frame: 5 },
      { from: 'server', name: 'onBWCheck', transactionId: 2, streamId: 1, frame: 6 },
    ];
    expect(session.unanswered()).toEqual(unanswered);
    session.close();
    expect(session.unanswered()).toEqual(unanswered);
    expect(session.repeated).toEqual([]);
  });

  it('and those that take the transaction id of another on their message stream', () => {
    const dialogue = new Dialogue();
    dialogue.says(CLIENT, rtmp.command('first', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('elsewhere', 2, null), 2);
    dialogue.says(SERVER, rtmp.command('back', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('again', 2, null), 1);
    dialogue.says(SERVER, rtmp.command('_result', 2, null), 1);
    dialogue.says(SERVER, rtmp.command('_result', 2, null), 1);
    dialogue.says(CLIENT, rtmp.command('later', 2, null), 1);
    const { session } = dialogue.hearing.connection.facts;
    expect(session.repeated).toEqual([
      { from: 'client', name: 'again', transactionId: 2, streamId: 1, frame: 7 },
    ]);
  });
});
