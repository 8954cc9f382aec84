import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFilter, records, walkthrough } from '../../src/index.ts';
import { bytes } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';

const obs = 'samples/publish-obs.pcap';
const vlc = 'samples/publish-play-vlc.pcap';
const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

function capture(utterances: Iterable<Utterance>): Uint8Array {
  return pcap(packets(new Talk().converse(utterances)));
}

/** The part of a text from one heading to the next one of its level or above. */
function section(text: string, heading: string): string {
  const level = /^#+/.exec(heading)![0].length;
  const [, rest = ''] = text.split(`\n${heading}`);
  return rest.split(new RegExp(`\\n#{1,${level}} `))[0]!;
}

/** Cells of the rows of all tables, table by table. */
function tablesOf(text: string): string[][][] {
  const lines = text.replace(/^```[\s\S]*?^```$/gm, '').split('\n');
  const tables: string[][][] = [];
  lines.forEach((line, i) => {
    if (!line.startsWith('|')) return;
    if (!lines[i - 1]?.startsWith('|')) tables.push([]);
    tables.at(-1)!.push(line.replaceAll('\\|', '').split('|').slice(1, -1));
  });
  return tables;
}

/** What stands in the blocks of a language. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, inside]) => inside!,
  );
}

describe('the walkthrough of the OBS sample', () => {
  test('names the seven steps before the first picture, each with its frames', async () => {
    const text = await walkthrough(obs);
    const [steps] = tablesOf(section(text, '## What RTMP needs before media flows'));
    const rows = steps!.slice(2).map(([step, , frames]) => [step!.trim(), frames!.trim()]);
    // The frames are those of samples/publish-obs.tshark.tsv; the first three are the SYNs.
    expect(rows).toEqual([
      ['1 **TCP**', 'before 4'],
      ['2 **Handshake**', '4–9'],
      ['3 **connect**', '12–16'],
      ['4 **createStream**', '20–22'],
      ['5 **publish or play**', '23–24'],
      ['6 **Metadata**', '25'],
      ['7 **Sequence headers**', '27–29'],
      ['→ **First video frame**', '31'],
    ]);
  });

  test('says which byte tells a keyframe, with the bits of that byte', async () => {
    const text = await walkthrough(obs);
    expect(section(text, '#### `video keyframe`')).toMatch(/first byte of the payload .*keyframe/);
    expect(blocksOf(text, 'text')).toContainEqual(
      `0x17 = 0001 0111
       0... ....  isExVideoHeader: false
       .001 ....  FrameType: Key frame (1)
       .... 0111  CodecID: AVC (7)
`,
    );
    expect(blocksOf(text, 'text').some((inside) => inside.startsWith('0xaf = 1010 1111\n'))).toBe(true);
    expect(blocksOf(text, 'text').some((inside) => inside.startsWith('0x27 = 0010 0111\n'))).toBe(true);
  });

  test('says why the server sends Window Acknowledgement Size', async () => {
    const told = section(await walkthrough(obs), '#### `Window Acknowledgement Size 5000000`');
    expect(told).toContain('*Frame 14, server → client*');
    expect(told).toContain('to make the client acknowledge');
    const zh = section(
      await walkthrough(obs, { language: 'zh' }),
      '#### `Window Acknowledgement Size 5000000`',
    );
    expect(zh).toContain('应答窗口');
  });

  test('numbers the bytes of a message by its fields', async () => {
    const told = section(await walkthrough(obs), '#### `Set Chunk Size 4096`');
    // RTMP 1.0 §5.3.1: basic header, timestamp, length, type, stream; §5.4.1: 4096.
    expect(blocksOf(told, 'text')).toEqual([
      `chunk header, 12 bytes, frame 10
  02 00 00 00 00 00 04 01 00 00 00 00
  1  2        3        4  5
payload, 4 bytes
  00 00 10 00
  6
`,
    ]);
    expect(told).toContain('`rtmpt.header.typeid == 0x01`');
  });
});

test('chunks are shown where the sender cut them', async () => {
  const text = section(await walkthrough(vlc, { stream: 1 }), '## Chunks');
  // VLC sends connect, 196 bytes, at the first chunk size of 128.
  expect(text).toContain(
    "`connect('live')` in frame 375 is 196 bytes long, the chunk size 128. So it comes in 2 chunks",
  );
  const [, hex] = /^… (.*) …$/m.exec(text)!;
  expect(hex).toMatch(/^(?:[0-9a-f]{2} ){8} c3 {2}(?:[0-9a-f]{2} ?){8}$/);
  expect(readFileSync(vlc).includes(Buffer.from(hex!.replaceAll(' ', ''), 'hex'))).toBe(true);
});

describe.each(samples)('the walkthrough of %s', (sample) => {
  test('gives filters that find the messages they stand under', async () => {
    const text = await walkthrough(`samples/${sample}`);
    const found = [
      ...text.matchAll(/\*Frame (\d+), [\s\S]*?\n\*\*Filter:\*\* `([^`]+)`(?:.*type: `([^`]+)`)?/g),
    ];
    expect(found.length).toBeGreaterThan(10);
    for (const [, frame, ...filters] of found) {
      for (const filter of filters.filter((one) => one !== undefined)) {
        const frames: number[] = [];
        for await (const record of records(`samples/${sample}`, { filter: await parseFilter(filter) })) {
          frames.push(record.frame);
        }
        expect(frames, filter).toContain(Number(frame));
      }
    }
  });

  test.each(['en', 'zh'] as const)('is the same each time, and well-formed, in %s', async (language) => {
    const text = await walkthrough(`samples/${sample}`, { language });
    expect(await walkthrough(`samples/${sample}`, { language })).toBe(text);
    expectWellFormed(text);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });
});

/** Rows as wide as their head, blocks that close, a diagram of lines that Mermaid knows, and no control character. */
function expectWellFormed(text: string): void {
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  for (const rows of tablesOf(text)) {
    expect(new Set(rows.map((cells) => cells.length)).size, rows[0]!.join('|')).toBe(1);
  }
  expect(text.match(/^```/gm)!.length % 2).toBe(0);
  const [diagram] = blocksOf(text, 'mermaid');
  for (const line of diagram!.trimEnd().split('\n')) {
    expect(line).toMatch(
      /^(sequenceDiagram| {2}participant [CS] as .+| {2}Note over C,S: .+| {2}[CS]->>[CS]: \d+(–\d+)? · .+)$/,
    );
    // Mermaid takes the end off an entity behind `style` and a colon.
    expect(line).not.toMatch(/style[^;]*:/);
    // No character that Mermaid gives a meaning, other than in the number of an entity.
    expect(line.replace(/#\d+;/g, '').replace('->>', '')).not.toMatch(/[#;<>{}[\]"`%\\|]/);
  }
}

describe('text of the capture', () => {
  const hostile =
    'style:a#b;`a``|b<script>alert(1)</script>\u001b[31m\n\n# head\n```\n**x**[y](z)\u202e;#%%{init: {}}%%';

  function hostileCapture(): Uint8Array {
    const { c0c1, s0s1s2, c2 } = handshake();
    const client = new ChunkWriter();
    const server = new ChunkWriter();
    const says = (message: rtmp.Message): Utterance => ({ from: 0, data: client.write(message) });
    const answers = (message: rtmp.Message): Utterance => ({ from: 1, data: server.write(message) });
    return capture([
      { from: 0, data: c0c1 },
      { from: 1, data: s0s1s2 },
      { from: 0, data: c2 },
      says(
        rtmp.command('connect', 1, { app: hostile, tcUrl: hostile, flashVer: hostile, [hostile]: hostile }),
      ),
      answers(
        rtmp.command(
          '_error',
          1,
          { fmsVer: hostile },
          { level: 'error', code: hostile, description: hostile },
        ),
      ),
      says(rtmp.command(hostile, 2, null, hostile)),
      says(rtmp.command('publish', 3, null, hostile, hostile)),
      says(rtmp.data(hostile, hostile, { [hostile]: hostile })),
    ]);
  }

  test.each(['en', 'zh'] as const)('can do nothing to the text around it, in %s', async (language) => {
    const text = await walkthrough(hostileCapture(), { language });
    expectWellFormed(text);
    // Outside of code nothing of it is left but what is escaped.
    const outside = text
      .replace(/^```[\s\S]*?^```$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toContain('<');
    expect(outside).not.toContain('alert');
    expect(outside).not.toMatch(/^# head/m);
  });

  test('stands in it all the same', async () => {
    const text = await walkthrough(hostileCapture());
    expect(text).toContain('alert(1)');
    expect(section(text, '## What is unusual')).toContain('`connect.rejected`');
    expect(text).toContain('No answer came to `publish`');
  });
});

describe('a long connection', () => {
  test('gives a text as short as a short one', async () => {
    const short = await walkthrough(capture(publish({ seconds: 2 })));
    const long = await walkthrough(capture(publish({ seconds: 60 })));
    expect(long.length).toBeLessThan(short.length + 200);
    expect(long).toMatch(/1439 more like it follow in this phase/);
  });

  test('of messages of ever new kinds is told in part, and counted', async () => {
    const client = new ChunkWriter();
    const { c0c1, s0s1s2, c2 } = handshake();
    const calls = Array.from({ length: 500 }, (_, i) => client.write(rtmp.command(`call${i}`, 0, null)));
    const text = await walkthrough(
      capture([
        { from: 0, data: c0c1 },
        { from: 1, data: s0s1s2 },
        { from: 0, data: bytes(c2, ...calls) },
      ]),
    );
    // 60 lessons, three of them for the handshake.
    expect(text).toContain('443 messages of further kinds are left out');
  });
});

test('a capture that begins within a connection is told as such', async () => {
  const [, , , ...rest] = publish({ seconds: 1 });
  // The first three packets are those that open the connection.
  const [, , , ...frames] = packets(new Talk().converse(rest));
  const text = await walkthrough(pcap(frames));
  expect(section(text, '## What is unusual')).toContain('`capture.began-late`');
});

test('a capture without RTMP gets one sentence, and what was found there instead', async () => {
  const onPort = await walkthrough(capture([{ from: 0, data: bytes('GET / HTTP/1.1\r\n\r\n') }]));
  expect(onPort).toMatch(/^There is no RTMP.*\.\n\n## What is unusual/);
  expect(section(onPort, '## What is unusual')).toMatch(/`protocol\.http`.* speaks HTTP/);
  expect(await walkthrough(obs, { stream: 7, language: 'zh' })).toMatch(
    /^这个抓包文件里没有 RTMP 连接.*。\n$/,
  );
});

describe('a failure is told in its place', () => {
  const rejected = 'samples/faults/publish-rejected.pcap';

  test('in the steps, in the diagram, at the message, and in full at the end', async () => {
    const text = await walkthrough(rejected);
    expect(text).toContain('| 22–24: refused |');
    const [diagram] = blocksOf(text, 'mermaid');
    expect(diagram!.trimEnd()).toMatch(
      /24 · onStatus.*\n  Note over C,S: #10007; The server refuses the stream$/,
    );
    const lesson = section(text, "#### `onStatus('NetStream.Publish.Denied')`");
    expect(lesson).toContain('**What went wrong here:** The server refuses the stream');
    // The heading that the link leads to, as GitHub names it.
    expect(lesson).toContain('](#what-is-unusual-in-this-capture)');
    const closing = section(text, '## What is unusual in this capture');
    expect(closing).toMatch(/`publish\.rejected`.*wrong stream key.*\*What to do:\* Copy the stream key/);
    expect(closing).not.toContain('says that something failed');
  });

  test('and nothing of it is said of a healthy one', async () => {
    const text = await walkthrough(obs);
    expect(text).not.toMatch(/went wrong here|refused \||#10007;/);
  });

  test('in Chinese, too', async () => {
    const text = await walkthrough(rejected, { language: 'zh' });
    expect(text).toContain('**这里出了什么问题**：服务器拒绝推流，[详见文末](#这个抓包文件有哪些异常)');
    expect(section(text, '## 这个抓包文件有哪些异常')).toMatch(
      /`publish\.rejected`，帧 24，字节 3,308.*\*处理\*：/,
    );
  });
});
