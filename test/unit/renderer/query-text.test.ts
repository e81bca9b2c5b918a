import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '@shared/query/parser';
import { addFilter, fieldFilter } from '../../../renderer/lib/query-text';

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
        const parsed = parseQuery(fieldFilter(field, text, true));
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

  it('excludes with NOT', () => {
    expect(parseQuery(fieldFilter('Channel', 'Security', false))).toMatchObject({
      ok: true,
      query: { kind: 'not', part: { kind: 'field', field: 'Channel' } },
    });
  });

  it('narrows what stands there', () => {
    expect(addFilter('  ', 'a:b')).toBe('a:b');
    expect(addFilter('x OR y', 'a:b')).toBe('(x OR y) AND a:b');
  });
});
