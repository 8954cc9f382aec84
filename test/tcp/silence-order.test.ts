import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SilenceOrder } from '../../src/tcp/silence-order.ts';

type Member = { readonly name: number; longer: Member | undefined; shorter: Member | undefined };

test('members stand in the order in which they were heard of last, whatever comes and goes', () => {
  const step = fc.tuple(fc.constantFrom('add', 'heard', 'delete'), fc.nat(7));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const members = Array.from({ length: 8 }, (_, name): Member => ({
        name,
        longer: undefined,
        shorter: undefined,
      }));
      const order = new SilenceOrder<Member>();
      // What a Set does, which remembers the order in which its members came.
      const expected = new Set<Member>();
      for (const [action, at] of steps) {
        const member = members[at]!;
        if (action === 'add' && !expected.has(member)) {
          order.add(member);
          expected.add(member);
        } else if (action === 'heard') {
          order.heard(member);
          if (expected.delete(member)) expected.add(member);
        } else if (action === 'delete') expect(order.delete(member)).toBe(expected.delete(member));
        expect([...order].map(({ name }) => name)).toEqual([...expected].map(({ name }) => name));
        expect(order.size).toBe(expected.size);
      }
    }),
  );
});
