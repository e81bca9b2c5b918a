/** Paths chosen in dialogs of the system, which open where the last one ended. */
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Preferences } from './preferences';

interface ChoosingParts {
  readonly preferences: Preferences;
  /** The window dialogs belong to. */
  readonly window: () => BrowserWindow;
}

/** Paths chosen in a dialog, which opens where the last one ended; empty when it was dismissed. */
export async function choose(
  { window, preferences }: ChoosingParts,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[]> {
  const defaultPath = preferences.current.lastFolder ?? app.getPath('documents');
  const chosen = await dialog.showOpenDialog(window(), { defaultPath, ...options });
  const [first] = chosen.filePaths;
  if (chosen.canceled || first === undefined) return [];
  preferences.change({ lastFolder: path.dirname(first) });
  return chosen.filePaths;
}

/** Where a file is to be written, chosen in a dialog that asks before one is replaced. */
export async function chooseTarget(
  { window, preferences }: ChoosingParts,
  name: string,
): Promise<string | null> {
  const folder = preferences.current.lastFolder ?? app.getPath('documents');
  const options = { defaultPath: path.join(folder, name) };
  const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
  if (canceled || filePath === '') return null;
  preferences.change({ lastFolder: path.dirname(filePath) });
  return filePath;
}
