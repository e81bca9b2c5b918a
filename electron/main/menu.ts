/** The application menu: every command the window knows, with its accelerator. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from '@shared/contract/app-command';

export function setMenu(command: (name: AppCommand) => void): void {
  const item = (
    id: AppCommand,
    label: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    ...{ id, label },
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => command(id),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [
          item('new-case', 'New case…', 'CmdOrCtrl+N'),
          item('open-case', 'Open case…', 'CmdOrCtrl+O'),
          item('close-case', 'Close case'),
          separator,
          item('add-files', 'Add files…', 'CmdOrCtrl+Shift+A'),
          item('add-folder', 'Add folder…'),
          separator,
          { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'Queue',
        submenu: [
          item('pause-queue', 'Pause'),
          item('resume-queue', 'Resume'),
          item('retry-failed', 'Retry failed files'),
          separator,
          item('cancel-all', 'Cancel all files'),
        ],
      },
      {
        label: 'View',
        submenu: [
          item('show-evidence', 'Evidence', 'CmdOrCtrl+1'),
          item('show-events', 'Events', 'CmdOrCtrl+2'),
          item('show-detections', 'Detections', 'CmdOrCtrl+3'),
          item('show-hits', 'Hits', 'CmdOrCtrl+4'),
          item('show-indicators', 'Indicators', 'CmdOrCtrl+5'),
          item('show-rules', 'Rules', 'CmdOrCtrl+6'),
          separator,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      { label: 'Help', submenu: [item('show-shortcuts', 'Keyboard shortcuts', 'F1')] },
    ]),
  );
}
