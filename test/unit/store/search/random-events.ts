/** Events over the vocabulary of random queries, so that these meet something. */
import fc from 'fast-check';
import { type FieldValue, RECOVERIES } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { parseIsoTime } from '@shared/model/time-text';
import type { GivenEvent } from '../../../fixtures/case-of-events';
import { FIELD_NAMES, WORDS } from '../../query/random-queries';

const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);

export const randomValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constant(null),
  fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constant(null)), { minLength: 1, maxLength: 3 }),
);

export const randomEvent: fc.Arbitrary<GivenEvent> = fc.record({
  time: fc.constantFrom(
    null,
    at('2025-12-31T23:00:00Z'),
    at('2026-01-01T00:00:00Z'),
    at('2026-01-03T12:00:00.0000001Z'),
  ),
  fields: fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELD_NAMES), randomValue), {
    selector: ([name]) => name,
    maxLength: 5,
  }),
  recovery: fc.constantFrom(...RECOVERIES),
});
