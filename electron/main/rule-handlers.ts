/** What requests about rules do. */
import type { OpenDialogOptions } from 'electron';
import type { RuleTrial, RuleUpdate } from '@shared/contract/rule-views';
import type { TriedFile } from '@shared/contract/tried-files';
import type { Placeholders } from '@shared/model/placeholders';
import { EVERY_SET } from '@shared/model/rule-sets';
import { choose } from './chosen-paths';
import type { HandlerParts, Part } from './handler-parts';

const ARCHIVE: OpenDialogOptions = {
  title: 'Import a rule archive',
  buttonLabel: 'Import',
  properties: ['openFile'],
  filters: [{ name: 'Rule archives and rules', extensions: ['zip', 'yml', 'yaml'] }],
};
const FOLDER: OpenDialogOptions = {
  title: 'Import a folder of rules',
  buttonLabel: 'Import',
  properties: ['openDirectory'],
};

export function ruleHandlers(parts: HandlerParts): Part<'rules'> {
  const { rules, host, search } = parts;
  const tryFiles = (files: readonly TriedFile[], placeholders: Placeholders): Promise<RuleTrial> =>
    search.ask(host.session, 'rules.try', {
      ...{ files: [...files], placeholders, sets: host.caseRules?.sets ?? EVERY_SET },
    });
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
      const paths = await choose(parts, what === 'zip' ? ARCHIVE : FOLDER);
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
    'rules.try': async ({ placeholders, ...draft }) =>
      tryFiles(await rules.draftTrial(draft, host.caseRules), placeholders),
    'rules.tryUpdate': () => tryFiles(rules.imports.trial(), host.session.placeholders),
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
      let update: RuleUpdate | null;
      try {
        update = await rules.removeImported(hash);
      } finally {
        // It is removed also where what waits could not be compared anew.
        await host.rulesChanged();
      }
      return { rules: await rules.state(host.caseRules), update };
    },
  };
}
