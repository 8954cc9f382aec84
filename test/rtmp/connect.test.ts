import { describe, expect, it } from 'vitest';
import { propertyOf } from '../../src/amf/value.ts';
import type { Command } from '../../src/rtmp/command.ts';
import type { Amf0 } from '../writer/amf0.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { hear } from './hear.ts';

/** What a client says of itself (RTMP 1.0 §7.2.1.1; E-RTMP v2; `type` and `capabilities` as Flash Player sends them). */
const OBJECT: Readonly<Record<string, Amf0>> = {
  app: 'live',
  flashver: 'FMSc/1.0',
  swfUrl: 'file://C:/FlvPlayer.swf',
  tcUrl: 'rtmp://192.0.2.20:1935/live/instance1',
  fpad: true,
  audioCodecs: 0x0400,
  videoCodecs: 0x0080,
  videoFunction: 1,
  pageUrl: 'http://192.0.2.20/sample.html',
  objectEncoding: 3,
  type: 'nonprivate',
  capabilities: 239,
  fourCcList: ['av01', 'vp09', 'Opus'],
  videoFourCcInfoMap: { '*': 4, vp09: 2 },
  audioFourCcInfoMap: { Opus: 3 },
  capsEx: 15,
};

/** What a server says of itself (RTMP 1.0 §7.2.1.1; `mode` as Flash Media Server sends it). */
const PROPERTIES: Readonly<Record<string, Amf0>> = { fmsVer: 'FMS/3,5,7,7009', capabilities: 31, mode: 1 };

const INFORMATION: Readonly<Record<string, Amf0>> = {
  level: 'status',
  code: 'NetConnection.Connect.Success',
  description: 'Connection succeeded.',
  objectEncoding: 0,
  clientid: 1_584_259_571,
  data: { version: '3,5,7,7009' },
};

function reading(message: rtmp.Message): Command {
  const { body, notes } = hear(new ChunkWriter().write(message)).messages[0]!;
  expect(notes).toBeUndefined();
  if (body.kind !== 'command') throw new Error(`read as ${body.kind}`);
  return body;
}

/** What was written, as it is read: the properties of an object in pairs. */
function asRead(value: Amf0): unknown {
  if (!(value instanceof Object) || Array.isArray(value)) return value;
  return { kind: 'object', properties: Object.entries(value) };
}

describe('the command object of connect', () => {
  it.each(Object.entries(OBJECT))('has %s', (name, value) => {
    const { object } = reading(rtmp.command('connect', 1, OBJECT, 'user', 'password'));
    expect(propertyOf(object, name)).toEqual(asRead(value));
  });

  it('is followed by optional arguments', () => {
    expect(reading(rtmp.command('connect', 1, OBJECT, 'user', 7)).arguments).toEqual(['user', 7]);
  });
});

describe('the answer to connect', () => {
  const answer = rtmp.command('_result', 1, PROPERTIES, INFORMATION);

  it.each(Object.entries(PROPERTIES))('has the property %s', (name, value) => {
    expect(propertyOf(reading(answer).object, name)).toEqual(value);
  });

  it.each(Object.entries(INFORMATION))('has the information %s', (name, value) => {
    expect(propertyOf(reading(answer).arguments[0], name)).toEqual(asRead(value));
  });
});
