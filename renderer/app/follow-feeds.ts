/** Connects what main tells to the stores, once, for the life of the window. */
import type { CaseInfo } from '@shared/contract/app-views';
import { useEvidence } from '../features/evidence/evidence-store';
import { useIndicators } from '../features/indicators/indicator-store';
import { useMarks } from '../features/marks/marks-store';
import { useRuleEditor } from '../features/rule-editor/rule-editor-store';
import { useRules } from '../features/rules/rules-store';
import { useSearches } from '../features/searches/searches-store';
import { noteRuns } from '../features/searches/use-history';
import { useTuning } from '../features/tuning/tuning-store';
import { useApp } from './app-store';
import { runCommand } from './commands';
import { keepColumnWidths } from './keep-column-widths';
import { useExporting, useMoving, useProgress, useQueue } from './queue-store';
import { useToasts } from './toast-store';
import { useView } from './view-store';

/** Folder of the case the window shows; undefined before it has shown anything. */
let shownFolder: string | null | undefined;

/** Another case (or none) is open: nothing of the one before stays. */
async function showCase(info: CaseInfo | null): Promise<void> {
  const folder = info?.folder ?? null;
  if (folder === shownFolder) return;
  shownFolder = folder;
  useView.getState().reset();
  useEvidence.getState().clear();
  useIndicators.getState().clear();
  useTuning.getState().clear();
  useMarks.getState().clear();
  useSearches.getState().clear();
  useRuleEditor.getState().forgetCase();
  useProgress.setState({ byFile: new Map() });
  useApp.getState().opened(info);
  await useApp.getState().load();
  if (info === null) return;
  const { load } = useEvidence.getState();
  await Promise.all([
    load(),
    useIndicators.getState().load(),
    useRules.getState().load(),
    useTuning.getState().load(),
    useMarks.getState().load(),
    useSearches.getState().load(),
  ]);
}

async function begin(): Promise<void> {
  await useApp.getState().load();
  keepColumnWidths();
  noteRuns();
  const open = useApp.getState().state?.open ?? null;
  if (open !== null) await showCase(open);
}

export function followFeeds(): void {
  const { casescope } = window;
  casescope.follow('case', (info) => void showCase(info));
  casescope.follow('evidence', (change) => useEvidence.getState().apply(change));
  casescope.follow('queue', (queue) => useQueue.setState({ queue }));
  casescope.follow('progress', (files) =>
    useProgress.setState({ byFile: new Map(files.map((file) => [file.fileId, file])) }),
  );
  casescope.follow('exporting', (exporting) => useExporting.setState({ exporting }));
  casescope.follow('moving', (moving) => useMoving.setState({ moving }));
  casescope.follow('notice', (text) => useToasts.getState().show('notice', text));
  casescope.follow('command', runCommand);
  void begin();
}
