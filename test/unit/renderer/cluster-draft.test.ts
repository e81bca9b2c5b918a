import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLUSTER_CASE, type ClusterConnection, clusterCaseOf } from '@shared/contract/cluster';
import {
  connectionOf,
  draftOf,
  fingerprintProblem,
  isClusterCase,
  NEW_CLUSTER_DRAFT,
  secretOf,
  urlProblem,
} from '../../../renderer/features/cluster/cluster-draft';

const draft = { ...NEW_CLUSTER_DRAFT, url: 'https://search.example:9200/', username: 'alva' };
const PIN = 'AB:'.repeat(31) + 'ab';

describe('a connection as it is typed', () => {
  const CONNECTIONS: readonly ClusterConnection[] = [
    {
      url: 'https://h:9200',
      trust: { type: 'system' },
      auth: { type: 'basic', username: 'alva' },
    },
    {
      url: 'https://h/prefix',
      trust: { type: 'authority', path: '/ca.pem' },
      auth: { type: 'certificate', certificatePath: '/c.pem', keyPath: '/k.pem' },
    },
    {
      url: 'https://h',
      trust: { type: 'fingerprint', sha256: 'ab'.repeat(32) },
      auth: { type: 'sigv4', region: 'r', service: 'aoss', accessKeyId: 'A' },
    },
    { url: 'http://127.0.0.1:9200', trust: { type: 'system' }, auth: { type: 'none' } },
    { url: 'https://h', trust: { type: 'system' }, auth: { type: 'bearer' } },
  ];
  it.each(CONNECTIONS)('is what it was made from: $auth.type', (connection) => {
    expect(connectionOf(draftOf(connection))).toEqual(connection);
  });

  it('takes addresses and fingerprints as they are pasted', () => {
    expect(connectionOf(draft)?.url).toBe('https://search.example:9200');
    const pinned = { ...draft, trust: 'fingerprint', fingerprint: ` ${PIN} ` } as const;
    expect(connectionOf(pinned)?.trust).toEqual({
      type: 'fingerprint',
      sha256: 'ab'.repeat(32),
    });
    expect(fingerprintProblem(pinned)).toBeNull();
    expect(fingerprintProblem({ ...pinned, fingerprint: 'abc' })).toMatch(/64 hexadecimal/);
  });

  it.each([
    ['', null],
    ['search.example', /Begins with https/],
    ['ftp://search.example', /Begins with https/],
    ['https://alva:x@search.example', /Without user and password/],
    ['https://search.example?x=1', /Ends with/],
    ['https://search.example:9200', null],
  ])('says what is wrong with the address %j', (url, problem) => {
    const said = urlProblem({ ...draft, url });
    if (problem === null) expect(said).toBeNull();
    else {
      expect(said).toMatch(problem);
      expect(connectionOf({ ...draft, url })).toBeNull();
    }
  });

  it('needs https for certificates', () => {
    const plain = { ...draft, url: 'http://h', trust: 'fingerprint', fingerprint: PIN } as const;
    expect(connectionOf(plain)).toBeNull();
    expect(urlProblem(plain)).toMatch(/begins with https/);
  });
});

describe('what is typed as a secret', () => {
  it('is left to main where nothing is', () => {
    expect(secretOf(draft)).toBeNull();
  });
  it('is a password as it stands, a token without what was pasted around it', () => {
    expect(secretOf({ ...draft, secret: ' a b ' })?.secret).toBe(' a b ');
    expect(secretOf({ ...draft, auth: 'bearer', secret: ' a.b \n' })?.secret).toBe('a.b');
  });
  it('has a session token for AWS only', () => {
    const typed = { ...draft, secret: 'k', sessionToken: ' t ' };
    expect(secretOf(typed)?.sessionToken).toBeNull();
    expect(secretOf({ ...typed, auth: 'sigv4' })?.sessionToken).toBe('t');
  });
});

describe('the name of a case in the cluster', () => {
  it('comes from the name of the case', () => {
    expect(clusterCaseOf('Harbour 2026-114')).toBe('harbour-2026-114');
    expect(clusterCaseOf('  Größe / Żółć  ')).toBe('gro-e-zo-c');
    expect(clusterCaseOf('—')).toBe('');
    // Ends of the names of a case's own indices.
    expect(clusterCaseOf('Yak books')).toBe('yak-books-case');
    for (const end of ['books', 'write', 'check', 'pack-000001', `file-${'a'.repeat(20)}`])
      expect(CLUSTER_CASE.safeParse(`yak-${end}`).error?.issues[0]?.message).toContain('choose another name'); // prettier-ignore
    for (const name of ['books', 'yak-books-2', 'court-file-2026', 'yak-pack'])
      expect(CLUSTER_CASE.safeParse(name).success).toBe(true);
  });
  it('is one, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const made = clusterCaseOf(name);
        expect(made === '' || isClusterCase(made)).toBe(true);
      }),
    );
  });
});
