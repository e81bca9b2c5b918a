/** What requests about indicators and their library do. */
import { MOST_CHANGED } from '@shared/contract/indicators';
import { CaseScopeError } from '@shared/model/errors';
import type { CaseIndicators } from '@electron/scheduler/case-indicators';
import { choose, chooseTarget } from './chosen-paths';
import { IndicatorFiles } from './indicator-files';
import type { HandlerParts, Part } from './handler-parts';

export function indicatorHandlers(parts: HandlerParts): Part<'indicators'> & Part<'library'> {
  const { host, search, library } = parts;
  const files = new IndicatorFiles({
    read: (order) => search.ask(host.session, 'indicators.read', order),
    chooseFile: async () => (await choose(parts, INDICATOR_FILE))[0] ?? null,
    chooseTarget: (name) => chooseTarget(parts, name),
  });
  const ofCase = (folder: string): CaseIndicators => {
    if (host.session.caseDir === folder) return host.session.indicators;
    const message = 'Another case was opened meanwhile: what was left of the change was not made.';
    throw new CaseScopeError('case-missing', message);
  };
  return {
    'indicators.list': ({ after }) => host.session.indicators.page(after, MOST_CHANGED),
    'indicators.put': (draft) => host.session.indicators.put(draft),
    'indicators.delete': ({ caseFolder, ids }) => ofCase(caseFolder).delete(ids),
    'indicators.add': ({ caseFolder, drafts }) => ofCase(caseFolder).add(drafts),
    'indicators.change': ({ caseFolder, ids, change }) => ofCase(caseFolder).change(ids, change),
    'indicators.read': ({ text, choice }) =>
      search.ask(host.session, 'indicators.read', { choice, from: { type: 'text', text } }),
    'indicators.readFile': (asked) => files.read(asked),
    'indicators.weigh': (asked) => search.ask(host.session, 'indicators.weigh', asked),
    'indicators.export': ({ ids, format }) =>
      files.write(host.session.indicators.some(ids), format),
    'library.list': () => library.list(),
    'library.keep': ({ ids }) =>
      library.add(host.session.indicators.some(ids).map(({ id: _, ...draft }) => draft)),
    'library.take': ({ caseFolder, ids }) => ofCase(caseFolder).add(library.drafts(ids)),
    'library.delete': ({ ids }) => library.remove(ids),
  };
}

const INDICATOR_FILE: Electron.OpenDialogOptions = {
  title: 'Choose a list of indicators',
  buttonLabel: 'Read',
  properties: ['openFile'],
  filters: [
    {
      name: 'Lists, reports, CSV, STIX, MISP',
      extensions: ['txt', 'csv', 'tsv', 'json', 'stix', 'md'],
    },
    { name: 'All files', extensions: ['*'] },
  ],
};
