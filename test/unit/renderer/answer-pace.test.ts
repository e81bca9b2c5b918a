import { expect, test } from 'vitest';
import { AnswerPace } from '../../../renderer/lib/answer-pace';

test('what is awaited is not asked again', () => {
  const pace = new AnswerPace();
  pace.begin(100);
  expect(pace.restMs(100)).toBeNull();
  expect(pace.restMs(60_000)).toBeNull();
});

test('rests as long as the answer took, from when it came', () => {
  const pace = new AnswerPace();
  pace.begin(100);
  pace.answered(350);
  expect(pace.restMs(350)).toBe(250);
  expect(pace.restMs(500)).toBe(100);
  expect(pace.restMs(5_000)).toBe(0);
});

test('told of the same answer again, it rests no longer', () => {
  const pace = new AnswerPace();
  pace.begin(0);
  pace.answered(10);
  pace.answered(500);
  expect(pace.restMs(20)).toBe(0);
});

test('an answer that took long is no reason to wait as long again', () => {
  const pace = new AnswerPace();
  pace.begin(0);
  pace.answered(60_000);
  expect(pace.restMs(60_000)).toBe(2_000);
});
