/** A stretch of a command line stands in the text, or one of what interrupts it does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '@shared/ioc/folding';
import { interruptionsOf, soughtPart } from '@shared/ioc/interrupted-stretch';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 16 });
const quoted = fc
  .array(fc.tuple(fc.constantFrom('', '', '', '"', "'", '""', '"\'"'), letters), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));

test('wherever the marks stand', () => {
  let found = 0;
  fc.assert(
    fc.property(letters, fc.array(quoted, { maxLength: 4 }), (stretch, parts) => {
      const text = parts.join(' ');
      if (!fold(text, 'commandLine').text.includes(stretch)) return;
      found++;
      const told = [soughtPart(stretch), ...interruptionsOf(stretch)];
      expect(told.some((one) => text.includes(one))).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(found).toBeGreaterThan(500);
});
