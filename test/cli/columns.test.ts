import { expect, test } from 'vitest';
import { runInMemory } from './memory-terminal.ts';

const sample = 'samples/publish-obs.pcap';

async function lines(...argv: string[]): Promise<string[]> {
  const { stdout, stderr } = await runInMemory(argv);
  expect(stderr).toBe('');
  return stdout.replace(/\n$/, '').split('\n');
}

test('csv has a header with full names, and cells that hold a comma in quotes', async () => {
  const [header, first] = await lines(
    sample,
    '-T',
    'csv',
    '-e',
    'frame.number',
    '-e',
    'typeid',
    '-e',
    'tcp.port',
  );
  expect(header).toBe('frame.number,rtmpt.header.typeid,tcp.port');
  expect(first).toBe('4,,"52912,1935"');
});

test('tsv has one line a message and a cell for each field, there or not', async () => {
  const rows = await lines(
    sample,
    '-T',
    'tsv',
    '-e',
    'frame.number',
    '-e',
    'codec',
    '-Y',
    'typeid==8 or typeid==20',
  );
  // The header, the audio that was sent, and its eleven commands and answers.
  expect(rows).toHaveLength(1 + 261 + 11);
  expect(rows.every((row) => row.split('\t').length === 2)).toBe(true);
  expect(rows[1]).toBe('12\t');
});

test('-E says how: header, separator, quotes, which of several values', async () => {
  const ports = async (...style: string[]) =>
    (
      await lines(sample, '-T', 'csv', '-e', 'csid', '-e', 'tcp.port', ...style.flatMap((one) => ['-E', one]))
    ).at(-1);
  expect(await ports('separator=;')).toBe('5;1935,52912');
  expect(await ports('separator=/t', 'quote=d')).toBe('"5"\t"1935,52912"');
  expect(await ports('occurrence=f')).toBe('5,1935');
  expect(await ports('occurrence=l')).toBe('5,52912');
  expect(await ports('aggregator=|')).toBe('5,1935|52912');
  expect(await lines(sample, '-T', 'csv', '-e', 'csid', '-E', 'header=n', '-Y', 'typeid==1')).toEqual([
    '2',
    '2',
  ]);
});

test('ndjson with -e holds these fields only, by their full names, those that are there', async () => {
  const [record] = await lines(
    sample,
    '-T',
    'ndjson',
    '-e',
    'ip.src',
    '-e',
    'tcp.port',
    '-e',
    'typeid',
    '-Y',
    'typeid==5',
  );
  expect(JSON.parse(record ?? '')).toEqual({
    'ip.src': '127.0.0.1',
    'tcp.port': [1935, 52_912],
    'rtmpt.header.typeid': 5,
  });
});

test('a column that follows from earlier messages is right behind a filter', async () => {
  const rows = await lines(
    sample,
    '-T',
    'tsv',
    '-e',
    'phase',
    '-E',
    'header=n',
    '-Y',
    'command.name == "deleteStream"',
  );
  expect(rows).toEqual(['teardown']);
});

test('fields lists what a pattern is in, with short name, type and section', async () => {
  const [typeId, ...others] = await lines('fields', 'typeid');
  expect(typeId).toMatch(/^rtmpt\.header\.typeid +typeid +uint +.*RTMP 1\.0/);
  expect(others).toEqual([]);
  expect((await lines('fields')).length).toBeGreaterThan(100);
});

test('what is no field is answered with the nearest name', async () => {
  const printed = await runInMemory([sample, '-T', 'csv', '-e', 'frme.number']);
  expect(printed).toMatchObject({ code: 2, stdout: '' });
  expect(printed.stderr).toMatch(/frme\.number is not a field; did you mean frame\.number\?/);
  expect(await runInMemory([sample, '-T', 'csv'])).toMatchObject({ code: 2 });
  expect(await runInMemory(['fields', 'no such thing'])).toMatchObject({ code: 2 });
});

test('-c stops after so many messages, --from-time and --to-time keep to a span of the capture', async () => {
  const frames = async (...argv: string[]) =>
    (await lines(sample, '-T', 'tsv', '-E', 'header=n', '-e', 'frame.number', ...argv)).map(Number);
  expect(await frames('-c', '3')).toEqual([4, 8, 9]);
  expect(await frames('-c', '2', '-Y', 'typeid==8')).toEqual([27, 37]);
  expect(await frames('--from-time', '0.1', '--to-time', '0.1411')).toEqual([20, 20, 22, 23, 24]);
  // The answer to createStream is in the phase that the messages before it opened.
  const answered = ['--from-time', '0.1407', '--to-time', '0.1408'];
  expect(await frames(...answered, '-Y', 'phase == "createStream"')).toEqual([22]);
});

test('a message has the time of its first byte', async () => {
  const rows = await lines(
    sample,
    '-T',
    'tsv',
    '-e',
    'frame.first_time_relative',
    '-e',
    'frame.time_relative',
  );
  const times = rows.slice(1).map((row) => row.split('\t').map(Number));
  expect(times.every(([first, last]) => first! <= last!)).toBe(true);
  // S0+S1+S2 and others come in more than one segment.
  expect(times.some(([first, last]) => first! < last!)).toBe(true);
});
