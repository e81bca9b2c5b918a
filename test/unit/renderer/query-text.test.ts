import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '@shared/query/parser';
import { fieldFilter, narrowedBy } from '../../../renderer/lib/query-text';

describe('query text', () => {
  it('writes what the query language reads back as the same literal value', () => {
    const name = fc.constantFrom('CommandLine', 'EventData.Channel', 'Odd name', 'file');
    const value = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        'C:\\a\\*b?"x\\',
        '>5',
        '/x/',
        'a OR b',
        '*',
        '-1',
        '(',
        'EventID:1',
        '\\\\srv\\c$\\',
      ),
    );
    fc.assert(
      fc.property(name, value, (field, text) => {
        const parsed = parseQuery(fieldFilter(field, text));
        expect(parsed).toMatchObject({
          ok: true,
          query: {
            kind: 'field',
            field,
            test: { kind: 'pattern', pattern: [{ kind: 'text', text }] },
          },
        });
      }),
    );
  });

  it('narrows what stands there', () => {
    expect(narrowedBy('  ', ['a:b'])).toBe('a:b');
    expect(narrowedBy('x OR y', ['a:b', 'NOT c:d'])).toBe('(x OR y) AND a:b AND NOT c:d');
    expect(narrowedBy(' x', [])).toBe(' x');
  });
});
