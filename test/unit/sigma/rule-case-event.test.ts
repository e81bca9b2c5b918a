/** An event of a rule's test has the fields its JSON would have in evidence. */
import { expect, test } from 'vitest';
import { eventOf } from '@shared/sigma/rule-case-event';
import { bytesOf, readAll } from '../ndjson/bytes';
import { fires } from './one-rule';

test.each([
  { a: [{ b: 'x' }, { b: 'y' }] },
  { a: [{ b: 'x', c: null }, 'z', { b: ['y', null] }] },
  { a: { b: { c: 'x' } }, 'a.b': 'y' },
  { a: {}, b: [], c: { d: [] }, e: null, f: '' },
  { a: ['x'], b: ['x', null], c: [null] },
  { Data: {}, a: { Data: {} }, b: { Data: [{}, { c: 'x' }] } },
])('%j', (record) => {
  const [event] = readAll(bytesOf(JSON.stringify(record))).events;
  const { names, values } = eventOf(record);
  expect({ names: event?.names, values: event?.values }).toEqual({ names, values });
});

test.each([
  ['P|exists: true', { 'P.a': '1' }, true],
  ['P|exists: false', { 'p.a': '1' }, false],
  ['P: null', { 'P.a': '1' }, false],
  ['P: null', { 'P.a': null }, false],
  ['P|exists: true', { Pa: '1' }, false],
  ['P: null', { Pa: '1' }, true],
  ['P|exists: true', { P: null }, true],
])('%s of %j, where an object is there with its fields', (selection, fields, expected) => {
  expect(fires(selection, fields)).toBe(expected);
});
