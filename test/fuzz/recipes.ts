/** What fuzzing found, minimised: what it was, and how to make it again. */
import type { Recipe } from './mutation';

export const RECIPES: readonly (readonly [what: string, recipe: Recipe])[] = [
  [
    'a record whose first bytes are the last of the file was read as an event of zeros',
    { fixture: 'no-checksums', mutations: [{ kind: 'cut', length: 4_627 }] },
  ],
  [
    'the same in a chunk without a header',
    {
      fixture: 'random-4',
      mutations: [
        { kind: 'set', at: 4_096, bytes: [0] },
        { kind: 'cut', length: 5_117 },
      ],
    },
  ],
  [
    'a chunk at the end of a file promised more records than the file has room for',
    {
      fixture: 'slack',
      mutations: [
        { kind: 'set', at: 4_112, bytes: [9, 9] },
        { kind: 'cut', length: 22_351 },
      ],
    },
  ],
];
