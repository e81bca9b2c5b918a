/** What each request of the window does. */
import { EVERY_SET } from '@shared/model/rule-sets';
import { appHandlers, caseHandlers } from './app-handlers';
import { choose } from './chosen-paths';
import { clusterHandlers } from './cluster-handlers';
import { keptSearchHandlers, markHandlers, searchHandlers } from './event-handlers';
import { evidenceHandlers, mappingHandlers } from './evidence-handlers';
import type { HandlerParts, Part } from './handler-parts';
import { indicatorHandlers } from './indicator-handlers';
import type { Handlers } from './ipc';

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

function tuningHandlers({ host }: HandlerParts): Part<'tuning'> {
  return {
    'tuning.list': () => host.session.database.tunings(),
    'tuning.add': ({ draft }) => host.session.tunings.add(draft),
    'tuning.remove': ({ id }) => host.session.tunings.remove(id),
  };
}
