/** What each request of the window does. */
import fs from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, clipboard, shell } from 'electron';
import type { EventRowsPart } from '@shared/contract/event-part';
import type { SearchAnswers, SearchName } from '@shared/contract/search';
import type { AppState, CaseInfo } from '@shared/contract/app-views';
import { CaseScopeError } from '@shared/model/errors';
import { bytesOfMib } from '@shared/model/line-limit';
import { EVERY_SET } from '@shared/model/rule-sets';
import { casePaths } from '@electron/store/case-paths';
import type { CaseMover } from './case-mover';
import type { EventExport } from './event-export';
import { EventMarking } from './event-marks';
import { caseFolderName } from './case-folder-name';
import type { CaseHost } from './case-host';
import type { Tell } from './case-news';
import { choose, chooseTarget } from './chosen-paths';
import { clusterHandlers, type KnownFiles, newCluster } from './cluster-handlers';
import type { ClusterSecrets } from './cluster-secrets';
import { indicatorHandlers } from './indicator-handlers';
import type { IndicatorLibrary } from './indicator-library';
import type { Handlers } from './ipc';
import { forgetSearch, keptSearches, noteSearch, saveSearch } from './kept-searches';
import type { Preferences } from './preferences';
import type { RuleLibrary } from './rule-library';
import { openSampleCase } from './sample-case';
import type { SearchClient } from './search-client';

export interface HandlerParts {
  readonly host: CaseHost;
  readonly preferences: Preferences;
  readonly rules: RuleLibrary;
  readonly search: SearchClient;
  readonly exporting: EventExport;
  readonly mover: CaseMover;
  readonly tell: Tell;
  readonly library: IndicatorLibrary;
  readonly secrets: ClusterSecrets;
  /** PEM files of connections. */
  readonly files: KnownFiles;
  /** The window dialogs belong to. */
  readonly window: () => BrowserWindow;
}

export function requestHandlers(parts: HandlerParts): Handlers {
  return {
    ...appHandlers(parts),
    ...caseHandlers(parts),
    ...evidenceHandlers(parts),
    ...searchHandlers(parts),
    ...ruleHandlers(parts),
    ...indicatorHandlers(parts),
    ...tuningHandlers(parts),
    ...markHandlers(parts),
    ...keptSearchHandlers(parts),
    ...mappingHandlers(parts),
    ...clusterHandlers(parts),
  };
}

/** Handlers whose requests begin so. */
export type Part<Prefix extends string> = Pick<
  Handlers,
  Extract<keyof Handlers, `${Prefix}.${string}`>
>;

function appState({ preferences, host }: HandlerParts): AppState {
  const { recent, workers, lineLimitMib, searchMemoryMb, theme, timeZone } = preferences.current;
  const { eventLayout, savedLayouts, columnWidths } = preferences.current;
  return {
    version: app.getVersion(),
    settings: {
      ...{ workers, lineLimitMib, searchMemoryMb, theme, timeZone },
      ...{ eventLayout, savedLayouts, columnWidths },
    },
    recent: recent.map((one) => ({
      ...one,
      missing: !fs.existsSync(casePaths.database(one.folder)),
    })),
    open: host.info,
  };
}

function appHandlers(parts: HandlerParts): Part<'app'> {
  return {
    'app.state': () => appState(parts),
    'app.setSettings': (settings) => {
      parts.preferences.change(settings);
      const { workers, lineLimitMib } = settings;
      const session = parts.host.sessionOrNull;
      if (workers !== undefined) session?.scheduler.setWorkers(workers);
      if (lineLimitMib !== undefined) session?.setLineLimit(bytesOfMib(lineLimitMib));
      return appState(parts);
    },
    'app.copyText': async ({ text }) => {
      await copyText(text);
      return null;
    },
  };
}

/** Asynchronous from Electron 44 on, a plain call before. */
async function copyText(text: string): Promise<void> {
  await (clipboard.writeText(text) as void | Promise<void>);
}

function caseHandlers(parts: HandlerParts): Part<'case'> {
  const { host, preferences } = parts;
  const opened = (info: CaseInfo): CaseInfo => {
    preferences.remember(info.name, info.folder);
    return info;
  };
  return {
    'case.create': async ({ name, cluster }) => {
      const title = 'Choose the folder the case folder is made in';
      const [folder] = await choose(parts, {
        title,
        buttonLabel: 'Create here',
        properties: ['openDirectory', 'createDirectory'],
      });
      if (folder === undefined) return null;
      return opened(
        await host.create(path.join(folder, caseFolderName(name)), name, preferences.current, {
          cluster: cluster && newCluster(parts, cluster),
        }),
      );
    },
    'case.openDialog': async () => {
      const [folder] = await choose(parts, {
        title: 'Choose a case folder',
        properties: ['openDirectory'],
      });
      return folder === undefined ? null : opened(await host.open(folder, preferences.current));
    },
    'case.openRecent': async ({ recent }) => {
      const known = preferences.current.recent.find((one) => one.id === recent);
      if (known === undefined)
        throw new CaseScopeError('case-missing', 'That case is no longer in the list.');
      return opened(await host.open(known.folder, preferences.current));
    },
    'case.forgetRecent': ({ recent }) => {
      preferences.forget(recent);
      return appState(parts);
    },
    'case.openSample': async () => opened(await openSampleCase(host, preferences.current)),
    'case.close': () => {
      host.close();
      return null;
    },
  };
}

function evidenceHandlers(parts: HandlerParts): Part<'evidence'> & Part<'queue'> {
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

function searchHandlers(parts: HandlerParts): Part<'events'> & Part<'detections'> & Part<'hits'> {
  const { host, search, exporting } = parts;
  const asking =
    <Name extends SearchName>(name: Name) =>
    (input: unknown): Promise<SearchAnswers[Name]> =>
      search.ask(host.session, name, input);
  return {
    'events.rows': (input) =>
      search.ask(host.session, 'events.rows', input, (part) =>
        // Made of evidence, as the answer is: passed on and not looked into.
        parts.tell('eventPart', {
          ...(part as EventRowsPart),
          ...{ search: input.search, columns: input.columns },
        }),
      ),
    'events.event': asking('events.event'),
    'events.histogram': asking('events.histogram'),
    'events.values': asking('events.values'),
    'events.fields': asking('events.fields'),
    'events.fieldHints': asking('events.fieldHints'),
    'events.rowAt': asking('events.rowAt'),
    'events.export': async ({ search: asked, format, columns }) => {
      const { caseDir, store } = host.session;
      const target = await chooseTarget(parts, `events.${format}`);
      if (target === null) return null;
      return exporting.run({ caseDir, store, search: asked, format, columns, path: target });
    },
    'events.cancelExport': () => {
      exporting.cancel();
      return null;
    },
    'detections.rows': asking('detections.rows'),
    'detections.correlate': () => {
      host.session.correlations.tryAgain();
      return null;
    },
    'detections.byRule': asking('detections.byRule'),
    'hits.rows': asking('hits.rows'),
    'hits.groups': asking('hits.groups'),
    'hits.byIndicator': asking('hits.byIndicator'),
  };
}

function ruleHandlers(parts: HandlerParts): Part<'rules'> {
  const { rules, host, search } = parts;
  return {
    'rules.state': () => rules.state(host.caseRules),
    'rules.changeSets': ({ change }) => {
      host.session.changeRuleSets(change);
      return rules.state(host.caseRules);
    },
    'rules.placeholders': () => host.session.placeholders,
    'rules.setPlaceholders': ({ lists }) => {
      host.session.setPlaceholders(lists);
      return rules.state(host.caseRules);
    },
    'rules.importDialog': async ({ what }) => {
      const paths = await choose(
        parts,
        what === 'zip'
          ? {
              title: 'Import a rule archive',
              buttonLabel: 'Import',
              properties: ['openFile'],
              filters: [{ name: 'Rule archives and rules', extensions: ['zip', 'yml', 'yaml'] }],
            }
          : {
              title: 'Import a folder of rules',
              buttonLabel: 'Import',
              properties: ['openDirectory'],
            },
      );
      if (paths.length === 0) return null;
      const update = await rules.import(paths);
      if (update !== null) return { type: 'update', update };
      await host.rulesChanged();
      return { type: 'imported', rules: await rules.state(host.caseRules) };
    },
    'rules.update': async ({ end }) => {
      if (rules.imports.endUpdate(end)) await host.rulesChanged();
      return rules.state(host.caseRules);
    },
    'rules.text': async ({ file }) => ({ text: await rules.text(file) }),
    'rules.try': async (input) => {
      const companions = await rules.companions(input.files, host.caseRules);
      const sets = host.caseRules?.sets ?? EVERY_SET;
      return search.ask(host.session, 'rules.try', { ...input, companions, sets });
    },
    'rules.cases': (input) => search.ask(host.session, 'rules.cases', input),
    'rules.own': ({ file }) => rules.own.read(file),
    'rules.saveOwn': ({ file, ...rule }) => ({ file: rules.own.write(file, rule) }),
    'rules.gather': async () => {
      await host.rulesChanged();
      return rules.state(host.caseRules);
    },
    'rules.removeOwn': async ({ file }) => {
      rules.own.remove(file);
      await host.rulesChanged();
      return rules.state(host.caseRules);
    },
    'rules.removeImported': async ({ hash }) => {
      await rules.imports.remove(hash);
      await host.rulesChanged();
      return rules.state(host.caseRules);
    },
  };
}

function keptSearchHandlers({ host }: HandlerParts): Part<'searches'> {
  return {
    'searches.state': () => keptSearches(host.session.database),
    'searches.save': (search) => saveSearch(host.session.database, search),
    'searches.forget': ({ name }) => forgetSearch(host.session.database, name),
    'searches.ran': (view) => noteSearch(host.session.database, view),
  };
}

function markHandlers({ host, search }: HandlerParts): Part<'marks'> {
  const marking = new EventMarking(host, search);
  return {
    'marks.state': () => marking.state(),
    'marks.putTag': (draft) => marking.putTag(draft),
    'marks.removeTag': ({ id }) => marking.removeTag(id),
    'marks.tag': ({ events, tag, isOn }) => marking.tag(events, tag, isOn),
    'marks.tagFound': (asked) => marking.tagFound(asked.search, asked.tag, asked.isOn),
    'marks.note': ({ event, note }) => marking.note(event, note),
    'marks.hide': ({ events, reason }) => marking.hide(events, reason),
    'marks.hideFound': (asked) => marking.hideFound(asked.search, asked.reason),
  };
}

function tuningHandlers({ host }: HandlerParts): Part<'tuning'> {
  return {
    'tuning.list': () => host.session.database.tunings(),
    'tuning.add': ({ draft }) => host.session.tunings.add(draft),
    'tuning.remove': ({ id }) => host.session.tunings.remove(id),
  };
}

function mappingHandlers({ host, preferences }: HandlerParts): Part<'mapping'> {
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
