/** Plain elements read straight into a tree are what parsing and filling them gives. */
import { CHUNK_HEADER_BYTES } from '@shared/evtx/chunk-header';
import { EvtxDamage } from '@shared/evtx/evtx-damage';
import { FileTemplates } from '@shared/evtx/file-templates';
import { NameTable } from '@shared/evtx/name-table';
import { PlanTable } from '@shared/evtx/plan-table';
import { claimedBytes, RECORD_HEADER_BYTES, TRAILER_BYTES } from '@shared/evtx/record-frame';
import { RecordResolver } from '@shared/evtx/record-resolver';
import type { ElementNode } from '@shared/evtx/record-tree';
import { TemplateStore } from '@shared/evtx/template-store';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { element, plainStream, type Stream } from '../../fixtures/evtx/binxml-nodes';
import { chunkHolding } from '../../fixtures/evtx/one-chunk';
import { plainRoots } from '../../fixtures/evtx/random-streams';
import { SOME_TIME } from '../../fixtures/evtx-reading';
import { writeChunks } from '../../fixtures/evtx-writer';

/** The first record of a chunk by the short way (`resolve`) and token by token (`generic`). */
/** Begins a record, which gives either way its budget. */
function begun(resolver: RecordResolver, start: number): RecordResolver {
  resolver.resolve(start, start);
  return resolver;
}

function bothWays(bytes: Uint8Array): { short: unknown; generic: unknown } {
  const chunk = chunkHolding(bytes);
  const start = CHUNK_HEADER_BYTES + RECORD_HEADER_BYTES;
  const end = CHUNK_HEADER_BYTES + claimedBytes(chunk, CHUNK_HEADER_BYTES) - TRAILER_BYTES;
  const resolver = (): RecordResolver => {
    const names = new NameTable(chunk);
    return new RecordResolver(
      chunk,
      names,
      new PlanTable(chunk, names, new TemplateStore(), new FileTemplates()),
    );
  };
  return {
    short: outcomeOf(() => begun(resolver(), start).embedded(start, end, 0) ?? ['Event', 0]),
    generic: outcomeOf(() => begun(resolver(), start).generic(start, end, 0) ?? ['Event', 0]),
  };
}

function outcomeOf(read: () => ElementNode): ElementNode | 'damage' {
  try {
    return read();
  } catch (error) {
    if (error instanceof EvtxDamage) return 'damage';
    throw error;
  }
}

const chunkOf = (stream: Stream): Uint8Array => {
  const [chunk = new Uint8Array()] = writeChunks([{ recordId: 1, time: SOME_TIME, stream }]);
  return chunk;
};

it('gives what the generic path gives', () => {
  fc.assert(
    fc.property(plainRoots, (root) => {
      const { short, generic } = bothWays(chunkOf(plainStream(root)));
      expect(short).toEqual(generic);
      expect(short).not.toBe('damage');
    }),
    { numRuns: 2_000 },
  );
});

it('passes over an instruction in front of the root as the generic path does', () => {
  const stream = plainStream(
    { kind: 'instruction', target: 'first', text: 'of all' },
    element('Event', { A: 'b' }, 'text'),
    element('Event', {}, 'another root'),
  );
  const { short, generic } = bothWays(chunkOf(stream));
  expect(short).toEqual(['Event', ['A', 'b'], 'text']);
  expect(generic).toEqual(short);
});

it.each([63, 64, 65, 66])(
  'takes %i elements in one another for too deep as the generic path does',
  (depth) => {
    for (const innermost of [element('E'), element('E', {}, 'text')]) {
      let root = innermost;
      for (let at = 1; at < depth; at++) root = element('E', {}, root);
      const { short, generic } = bothWays(chunkOf(plainStream(root)));
      expect(short).toEqual(generic);
      expect(short === 'damage').toBe(depth > 64);
    }
  },
);

it('gives up where the generic path gives up', () => {
  fc.assert(
    fc.property(plainRoots, fc.nat(2_000), fc.nat(255), (root, at, to) => {
      const bytes = chunkOf(plainStream(root));
      const chunk = chunkHolding(bytes);
      const size = claimedBytes(chunk, CHUNK_HEADER_BYTES) - RECORD_HEADER_BYTES - TRAILER_BYTES;
      bytes[CHUNK_HEADER_BYTES + RECORD_HEADER_BYTES + 4 + (at % (size - 4))] = to;
      const { short, generic } = bothWays(bytes);
      expect(short).toEqual(generic);
    }),
    { numRuns: 2_000 },
  );
});
