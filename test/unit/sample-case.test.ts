/** The committed sample case is what the story makes, byte for byte. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sampleCase } from '../fixtures/sample-case/sample-case';

const folder = path.resolve(import.meta.dirname, '../../resources/sample-case');
const made = [...sampleCase()];

it('has the files the story makes and no others', () => {
  expect(fs.readdirSync(folder).toSorted()).toEqual(made.map(([name]) => name).toSorted());
});

it.each(made)('%s is as made', (name, bytes) => {
  expect(Buffer.compare(fs.readFileSync(path.join(folder, name)), bytes)).toBe(0);
});

it('stays small', () => {
  const total = made.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  expect(total).toBeLessThan(1_500_000);
});
