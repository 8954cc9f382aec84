import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteQueue } from '../../src/bytes/byte-queue.ts';
import { counting } from './build.ts';

type Step = { readonly push: number } | { readonly take: number } | { readonly skip: number };

const steps = fc.array(
  fc.oneof(
    fc.record({ push: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ take: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ skip: fc.integer({ min: 0, max: 60 }) }),
  ),
  { maxLength: 200 },
);

describe('ByteQueue', () => {
  it('reads what was pushed, whatever the blocks and the records', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (list: readonly Step[], settles) => {
        const input = counting(10_000);
        const queue = new ByteQueue();
        let pushed = 0;
        let position = 0;
        let last = new Uint8Array(0);
        for (const step of list) {
          if ('push' in step) {
            const block = input.slice(pushed, pushed + step.push);
            queue.push(block);
            // The block before may be overwritten as soon as there is a new one, and this one once it is settled.
            last.fill(0xee);
            last = block;
            pushed += step.push;
            if (settles) {
              queue.settle();
              last.fill(0xee);
            }
          } else if ('skip' in step) {
            queue.skip(step.skip);
            position += step.skip;
          } else {
            const isHere = position + step.take <= pushed || step.take === 0;
            expect(queue.has(step.take)).toBe(isHere);
            if (isHere) {
              const bytes = queue.data.subarray(queue.start, queue.start + step.take);
              expect(bytes).toEqual(input.subarray(position, position + step.take));
              queue.skip(step.take);
              position += step.take;
            }
          }
          expect(queue.offset).toBe(position);
          expect(queue.length).toBe(Math.max(0, pushed - position));
          expect(queue.awaited).toBe(Math.max(0, position - pushed));
        }
      }),
    );
  });

  it('reads a record within a block where it lies', () => {
    const queue = new ByteQueue();
    const block = counting(100);
    queue.push(block);
    queue.skip(10);
    expect(queue.has(90)).toBe(true);
    expect(queue.data).toBe(block);
    expect(queue.start).toBe(10);
  });

  it('copies only the record that straddles', () => {
    const queue = new ByteQueue();
    queue.push(counting(10));
    queue.skip(8);
    const block = counting(1000, 10);
    queue.push(block);
    expect(queue.has(4)).toBe(true);
    expect([...queue.data.subarray(queue.start, queue.start + 4)]).toEqual([8, 9, 10, 11]);
    queue.skip(4);
    expect(queue.has(998)).toBe(true);
    expect(queue.data).toBe(block);
  });
});
