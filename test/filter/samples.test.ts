import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../src/filter/filter.ts';
import { askSamples, readTable } from './samples.ts';

const messages = readTable('messages.tsv');
const frames = readTable('wireshark.tsv');
const answers = await askSamples(['', ...[...messages, ...frames].map(([filter]) => filter)]);

describe('messages that a filter lets through', () => {
  test.each(messages)('%s', (filter, numbers) => {
    expect(answers.get(filter)?.messages).toBe(numbers);
  });

  test('all of them, when it is empty', () => {
    expect(answers.get('')).toEqual(answers.get('rtmpt'));
  });
});

describe('frames in which tshark finds the same', () => {
  test.each(frames)('%s', (filter, numbers) => {
    expect(answers.get(filter)?.frames).toBe(numbers);
  });
});

describe('the one form of a filter', () => {
  test.each([...messages, ...frames])('of %s is its own', async (text) => {
    const printed = (await parseFilter(text)).print();
    expect((await parseFilter(printed)).print()).toBe(printed);
  });

  test('lets through what the filter lets through', async () => {
    const texts = messages.map(([text]) => text);
    const printed = await Promise.all(texts.map(async (text) => (await parseFilter(text)).print()));
    const again = await askSamples(printed);
    for (const [i, text] of texts.entries()) {
      expect([text, again.get(printed[i]!)]).toEqual([text, answers.get(text)]);
    }
  });
});
