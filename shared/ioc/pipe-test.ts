/**
 * A named pipe as a path: on this host or another, or as the system's own name for it. Its name alone is a word like
 * any other, but where fields hold names of pipes.
 */
import type { MatchMode } from '@shared/model/indicator';
import { PIPE_PATH } from './folding';
import type { Compiled } from './indicator-test';
import { NO_EDGES } from './needle';
import { saying, type Spelling, spellingsOf, valueUnder } from './spellings';
import { needleTest, soughtBy, wildcardTest } from './text-test';

/** The system's own name for the folder of pipes, `\Device\NamedPipe`, ends in `pipe`, too. */
const NAMED_PIPE_PATH = 'namedpipe\\';

export function compilePipe(value: string, mode: Exclude<MatchMode, 'regex'>): Compiled {
  const path = valueUnder('pipe', value, mode);
  const name = path.startsWith(PIPE_PATH) ? path.slice(PIPE_PATH.length) : path.replace(/^\\/, '');
  if (name.trim() === '') return { ok: false, reason: 'the value says nothing' };
  const named: Spelling[] = [{ view: 'path', text: name }];
  switch (mode) {
    case 'literal': {
      const paths = [PIPE_PATH, NAMED_PIPE_PATH].map((folder): Spelling => ({
        ...{ view: 'path', text: folder + name },
      }));
      // A path has the name in it, so that what tells texts with the name tells those with a path.
      const sought = soughtBy(named, 'path', false);
      return { ok: true, test: needleTest(paths), testName: needleTest(named), sought };
    }
    case 'substring': {
      const spellings = [...pathsOf(name, 'path'), ...spellingsOf(value, 'path', mode)];
      const test = needleTest(spellings, NO_EDGES);
      const testName = needleTest([...spellings, ...named], NO_EDGES);
      return {
        ok: true,
        test,
        testName,
        sought: soughtBy([...spellings, ...named], 'path', false),
      };
    }
    case 'wildcard': {
      const spellings = [...pathsOf(name, 'pipe'), ...spellingsOf(value, 'path', mode)];
      const names: Spelling[] = [...named, { view: 'path', text: `\\${name}` }];
      const sought = soughtBy([...spellings, ...named], 'path', true);
      const testName = wildcardTest([...spellings, ...names]);
      return { ok: true, test: wildcardTest(spellings), testName, sought };
    }
  }
}

const pathsOf = (name: string, view: 'path' | 'pipe'): Spelling[] =>
  saying([{ view, text: PIPE_PATH + name }]);
