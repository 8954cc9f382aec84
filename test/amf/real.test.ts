import { expect, test } from 'vitest';
import { readAmf0Values } from '../../src/amf/amf0.ts';
import { AmfJsonWriter } from '../../src/amf/json.ts';
import { amfText } from '../../src/amf/text.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { hex } from '../writer/bytes.ts';

/** The JSON of message bodies as they went over the wire. Each is from a capture in samples/ of the same name. */
function jsonOf(body: string): unknown[] {
  const { values, broken } = readAmf0Values(new FieldReader(hex(body)));
  expect(broken).toBeUndefined();
  const json = new AmfJsonWriter();
  return values.map((value) => json.write(value));
}

/** publish-obs, frame 12. */
const obsConnect = `
  020007636f6e6e656374003ff000000000000003000361707002000972746d705f6c69766500047479706502000a6e6f6e7072697661
  7465000e737570706f727473476f4177617901010008666c61736856657202001f464d4c452f332e302028636f6d70617469626c653b
  20464d53632f312e3029000673776655726c02001a72746d703a2f2f3132372e302e302e312f72746d705f6c69766500057463557
  26c02001a72746d703a2f2f3132372e302e302e312f72746d705f6c697665000009`;

/** publish-obs, frame 25. */
const obsMetadata = `
  02000d40736574446174614672616d6502000a6f6e4d65746144617461080000001400086475726174696f6e00000000000000000000
  0866696c6553697a65000000000000000000000577696474680040740000000000000006686569676874004066800000000000000c76
  6964656f636f646563696400401c000000000000000d766964656f6461746172617465004062c0000000000000096672616d65726174
  6500403e000000000000000c617564696f636f6465636964004024000000000000000d617564696f6461746172617465004050000000
  000000000f617564696f73616d706c65726174650040e5888000000000000f617564696f73616d706c6573697a650040300000000000
  00000d617564696f6368616e6e656c73004000000000000000000673746572656f01010003322e3101000003332e3101000003342e30
  01000003342e3101000003352e3101000003372e3101000007656e636f6465720200306f62732d6f7574707574206d6f64756c652028
  6c69626f62732076657273696f6e2032392e302e322e312d312b623129000009`;

/** play-rtmpdump, frame 16: nginx-rtmp. */
const nginxResult = `
  0200075f726573756c74003ff0000000000000030006666d7356657202000d464d532f332c302c312c313233000c6361706162696c69
  7469657300403f0000000000000000090300056c6576656c0200067374617475730004636f646502001d4e6574436f6e6e656374696f
  6e2e436f6e6e6563742e53756363657373000b6465736372697074696f6e020015436f6e6e656374696f6e207375636365656465642e
  000e6f626a656374456e636f64696e67000000000000000000000009`;

test('OBS connects', () => {
  expect(jsonOf(obsConnect)).toStrictEqual([
    'connect',
    1,
    {
      app: 'rtmp_live',
      type: 'nonprivate',
      supportsGoAway: true,
      flashVer: 'FMLE/3.0 (compatible; FMSc/1.0)',
      swfUrl: 'rtmp://127.0.0.1/rtmp_live',
      tcUrl: 'rtmp://127.0.0.1/rtmp_live',
    },
  ]);
});

test('nginx answers', () => {
  expect(jsonOf(nginxResult)).toStrictEqual([
    '_result',
    1,
    { fmsVer: 'FMS/3,0,1,123', capabilities: 31 },
    {
      level: 'status',
      code: 'NetConnection.Connect.Success',
      description: 'Connection succeeded.',
      objectEncoding: 0,
    },
  ]);
});

test('OBS describes its media in an associative array', () => {
  expect(jsonOf(obsMetadata)).toStrictEqual([
    '@setDataFrame',
    'onMetaData',
    {
      duration: 0,
      fileSize: 0,
      width: 320,
      height: 180,
      videocodecid: 7,
      videodatarate: 150,
      framerate: 30,
      audiocodecid: 10,
      audiodatarate: 64,
      audiosamplerate: 44_100,
      audiosamplesize: 16,
      audiochannels: 2,
      stereo: true,
      '2.1': false,
      '3.1': false,
      '4.0': false,
      '4.1': false,
      '5.1': false,
      '7.1': false,
      encoder: 'obs-output module (libobs version 29.0.2.1-1+b1)',
    },
  ]);
});

test('one line shows as much as it has room for', () => {
  const [, , object] = readAmf0Values(new FieldReader(hex(obsConnect))).values;
  expect(amfText(object)).toBe(
    "{app: 'rtmp_live', type: 'nonprivate', supportsGoAway: true, flashVer: 'FM…', …}",
  );
});
