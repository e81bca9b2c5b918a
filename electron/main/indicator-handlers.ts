/** What requests about indicators and their library do. */
import { MOST_CHANGED } from '@shared/contract/indicators';
import { choose, chooseTarget } from './chosen-paths';
import { IndicatorFiles } from './indicator-files';
import type { HandlerParts, Part } from './request-handlers';

export function indicatorHandlers(parts: HandlerParts): Part<'indicators'> & Part<'library'> {
  const { host, search, library } = parts;
  const files = new IndicatorFiles({
    read: (order) => search.ask(host.session, 'indicators.read', order),
    chooseFile: async () => (await choose(parts, INDICATOR_FILE))[0] ?? null,
    chooseTarget: (name) => chooseTarget(parts, name),
  });
  return {
    'indicators.list': ({ after }) => host.session.indicators.page(after, MOST_CHANGED),
    'indicators.put': (draft) => host.session.indicators.put(draft),
    'indicators.delete': ({ ids }) => host.session.indicators.delete(ids),
    'indicators.add': ({ drafts }) => host.session.indicators.add(drafts),
    'indicators.change': ({ ids, change }) => host.session.indicators.change(ids, change),
    'indicators.read': ({ text, choice }) =>
      search.ask(host.session, 'indicators.read', { choice, from: { type: 'text', text } }),
    'indicators.readFile': (asked) => files.read(asked),
    'indicators.weigh': (asked) => search.ask(host.session, 'indicators.weigh', asked),
    'indicators.export': ({ ids, format }) =>
      files.write(host.session.indicators.some(ids), format),
    'library.list': () => library.list(),
    'library.keep': ({ ids }) =>
      library.add(host.session.indicators.some(ids).map(({ id: _, ...draft }) => draft)),
    'library.take': ({ ids }) => host.session.indicators.add(library.drafts(ids)),
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
