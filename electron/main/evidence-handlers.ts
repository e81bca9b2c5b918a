/** What requests about evidence files, the queue and the reading of NDJSON files do. */
import fs from 'node:fs';
import { shell } from 'electron';
import { CaseScopeError } from '@shared/model/errors';
import { choose } from './chosen-paths';
import { copyText } from './copy-text';
import type { HandlerParts, Part } from './handler-parts';

export function evidenceHandlers(parts: HandlerParts): Part<'evidence'> & Part<'queue'> {
  const { host, search } = parts;
  return {
    'evidence.list': () => host.rows(),
    'evidence.addDialog': async ({ what }) => {
      const properties: Electron.OpenDialogOptions['properties'] =
        what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'];
      const paths = await choose(parts, { title: 'Add evidence', buttonLabel: 'Add', properties });
      return paths.length === 0 ? null : host.add(paths);
    },
    'evidence.run': ({ ids, operation }) => host.session.files.run(ids, operation),
    'evidence.cancel': ({ ids }) => host.session.files.cancel(ids),
    'evidence.cancelAll': () => host.session.files.cancel('all'),
    'evidence.retry': ({ ids }) => host.session.files.retry(ids),
    'evidence.retryFailed': () => host.session.files.retry('failed'),
    'evidence.setPriority': ({ ids, priority }) => {
      host.session.files.setPriority(ids, priority);
      return null;
    },
    'evidence.copyHash': async ({ ids }) => {
      const files = host.session.database.files().filter((file) => ids.includes(file.id));
      await copyText(files.flatMap((file) => file.hashes?.sha256 ?? []).join('\n'));
      return null;
    },
    'evidence.reveal': ({ id }) => {
      const file = host.session.database.files().find((one) => one.id === id);
      // A path we hold in the case, shown in its folder; the file itself is never opened by the shell.
      if (file === undefined || !fs.existsSync(file.path)) {
        throw new CaseScopeError(
          'evidence-missing',
          'The file is no longer where it was added from.',
        );
      }
      shell.showItemInFolder(file.path);
      return null;
    },
    'evidence.remove': ({ ids }) => host.session.remove(ids),
    'evidence.flaws': (input) => search.ask(host.session, 'evidence.flaws', input),
    'evidence.borrowTemplates': ({ ids }) => host.session.templates.borrow(ids),
    'evidence.ownTemplates': ({ ids }) => host.session.templates.giveBack(ids),
    'queue.pause': () => {
      host.pause();
      return null;
    },
    'queue.resume': () => {
      host.resume();
      return null;
    },
  };
}

export function mappingHandlers({ host, preferences }: HandlerParts): Part<'mapping'> {
  const saved = () => preferences.current.mappings;
  return {
    'mapping.preview': ({ file, choice }) => host.previewSource(file, choice),
    'mapping.choose': ({ ids, choice }) => host.session.files.chooseSource(ids, choice),
    'mapping.saved': saved,
    'mapping.save': (mapping) => {
      preferences.saveMapping(mapping);
      return saved();
    },
    'mapping.forget': ({ name }) => {
      preferences.forgetMapping(name);
      return saved();
    },
  };
}
