import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fileLifePage } from '../../fixtures/file-life-diagram';

it('docs/file-life.md shows the table as it is', () => {
  const page = path.resolve(import.meta.dirname, '../../../docs/file-life.md');
  expect(fs.readFileSync(page, 'utf8')).toBe(fileLifePage());
});
