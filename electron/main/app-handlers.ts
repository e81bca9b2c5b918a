/** What requests about the app, its settings and its cases do. */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { AppState, CaseInfo } from '@shared/contract/app-views';
import { CaseScopeError } from '@shared/model/errors';
import { bytesOfMib } from '@shared/model/line-limit';
import { casePaths } from '@electron/store/case-paths';
import { caseFolderName } from './case-folder-name';
import { choose } from './chosen-paths';
import { newCluster } from './cluster-handlers';
import { copyText } from './copy-text';
import type { HandlerParts, Part } from './handler-parts';
import { openSampleCase } from './sample-case';

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

export function appHandlers(parts: HandlerParts): Part<'app'> {
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

export function caseHandlers(parts: HandlerParts): Part<'case'> {
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
