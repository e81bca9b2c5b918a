import { clipboard } from 'electron';

/** Asynchronous from Electron 44 on, a plain call before. */
export async function copyText(text: string): Promise<void> {
  await (clipboard.writeText(text) as void | Promise<void>);
}
