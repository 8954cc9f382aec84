import { describe, expect, test } from 'vitest';
import { dissect } from '../../src/dissect.ts';
import { en } from '../../src/explain/en.ts';
import { explainEvent } from '../../src/explain/explain-event.ts';
import { explainNode, nodeContext } from '../../src/explain/explain-node.ts';
import { eachNode } from '../../src/field/field-node.ts';
import { traceMessage } from '../../src/rtmp/event-tree.ts';
import type { Message } from '../../src/rtmp/message.ts';

async function messagesOf(sample: string, name: string): Promise<Message[]> {
  const found: Message[] = [];
  for await (const { event } of dissect(`samples/${sample}.pcap`, { keep: 'traces' })) {
    if (event.kind !== 'message' || !('name' in event.body)) continue;
    if (event.body.name === name) found.push(event);
  }
  return found;
}

const says = (message: Message | undefined) => message && explainEvent(message, en);

/** What is said of each property, by its name. */
function propertiesOf(message: Message): Map<string, string | undefined> {
  const payload = traceMessage(message).find(({ kind }) => kind === 'payload')!;
  const context = nodeContext(message, payload.nodes);
  const properties = [...eachNode(payload.nodes)].filter(({ field }) => field.id === 'amf.property');
  return new Map(properties.map((node) => [String(node.value), explainNode(node, context, en)?.text]));
}

describe('what a message is for', () => {
  test('an answer is told by the call that it answers', async () => {
    const [connected, created] = await messagesOf('publish-obs', '_result');
    expect(says(connected)).toEqual({ text: en.results.connect, section: 'RTMP 1.0 §7.2.1.1' });
    expect(says(created)).toEqual({ text: en.results.createStream, section: 'RTMP 1.0 §7.2.1.3' });
  });

  test('a status is told by its code: what it means, and what causes it', async () => {
    const { meaning, causes } = en.status['NetStream.Play.StreamNotFound'];
    const told = (await messagesOf('play-missing', 'onStatus')).map((message) => says(message)?.text);
    expect(told).toContain(`${meaning} ${causes}`);
  });

  test('the two sides send the same type for reasons of their own', async () => {
    const texts = new Map<string, string | undefined>();
    for await (const { event } of dissect('samples/publish-obs.pcap')) {
      if (event.kind === 'message' && event.typeId === 1) texts.set(event.from, says(event)?.text);
    }
    expect(texts.get('client')).toMatch(/^The client will cut/);
    expect(texts.get('server')).toMatch(/^The server will cut/);
  });

  test('the first byte of a handshake is told with what comes with it, and whether it is echoed', async () => {
    const texts: unknown[] = [];
    for await (const { event } of dissect('samples/publish-obs.pcap')) {
      if (event.kind === 'handshake') texts.push(explainEvent(event, en)?.text);
    }
    expect(texts).toEqual([
      en.handshake['C0+C1'],
      `${en.handshake.C2} ${en.handshakeVerdicts.echoes}`,
      `${en.handshake['S0+S1+S2']} ${en.handshakeVerdicts.echoes}`,
    ]);
  });
});

describe('what a field is for', () => {
  test('a property is told by its name', async () => {
    const [connect] = await messagesOf('publish-obs', 'connect');
    const properties = propertiesOf(connect!);
    expect(properties.get('tcUrl')).toBe(en.properties.tcUrl);
    expect(properties.get('flashVer')).toBe(en.properties.flashVer);
  });

  test('names of metadata are known in any case, and loudspeakers as OBS names them', async () => {
    const [metadata] = await messagesOf('publish-obs', '@setDataFrame');
    const properties = propertiesOf(metadata!);
    expect(properties.get('fileSize')).toBe(en.properties.filesize);
    expect(properties.get('5.1')).toBe(en.properties.surround);
  });

  test('metadata is told with the section that defines it', async () => {
    const [metadata] = await messagesOf('publish-obs', '@setDataFrame');
    const payload = traceMessage(metadata!).find(({ kind }) => kind === 'payload')!;
    const context = nodeContext(metadata!, payload.nodes);
    const width = [...eachNode(payload.nodes)].find(
      ({ value, field }) => field.type === 'group' && value === 'width',
    );
    expect(explainNode(width!, context, en)).toEqual({
      text: en.properties.width,
      section: 'FLV 10.1 §E.4.4, §E.5',
    });
  });

  test('a status code is told by what it means', async () => {
    const [connected] = await messagesOf('publish-obs', '_result');
    const { meaning, causes } = en.status['NetConnection.Connect.Success'];
    expect(propertiesOf(connected!).get('code')).toBe(`${meaning} ${causes}`);
  });

  test('a value without a name is told by its place', async () => {
    const [publish] = await messagesOf('publish-obs', 'publish');
    const payload = traceMessage(publish!).find(({ kind }) => kind === 'payload')!;
    const context = nodeContext(publish!, payload.nodes);
    const message = 'RTMP 1.0 §7.1.1';
    const command = 'RTMP 1.0 §7.2.2.6';
    expect(payload.nodes.map((node) => explainNode(node, context, en))).toEqual([
      { text: en.places.commandName, section: message },
      { text: en.places.transactionId, section: message },
      { text: en.places.commandObject, section: message },
      { text: en.places.publishingName, section: command },
      { text: en.places.publishingType, section: command },
    ]);
  });
});
