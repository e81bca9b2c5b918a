/** Access masks as text ([MS-DTYP] 2.4.3; rights of each kind of object from the Windows SDK, winnt.h). */
import { bitsText, type CodeTable, codeTable } from './code-value';

/** Kinds of objects whose lower bits are known. */
export type AccessedObject = 'file' | 'key' | 'process' | 'directory';

const STANDARD: Readonly<Record<number, string>> = {
  0x00010000: 'Delete',
  0x00020000: 'Read control',
  0x00040000: 'Write DAC',
  0x00080000: 'Write owner',
  0x00100000: 'Synchronize',
  0x01000000: 'Access system security',
  0x02000000: 'Maximum allowed',
  0x10000000: 'Generic all',
  0x20000000: 'Generic execute',
  0x40000000: 'Generic write',
  0x80000000: 'Generic read',
};
const RIGHTS: Readonly<Record<AccessedObject, CodeTable>> = {
  file: codeTable({
    0x1: 'Read data or list folder',
    0x2: 'Write data or add file',
    0x4: 'Append data or add folder',
    0x8: 'Read extended attributes',
    0x10: 'Write extended attributes',
    0x20: 'Execute or traverse',
    0x40: 'Delete child',
    0x80: 'Read attributes',
    0x100: 'Write attributes',
    ...STANDARD,
  }),
  key: codeTable({
    0x1: 'Query value',
    0x2: 'Set value',
    0x4: 'Create sub-key',
    0x8: 'Enumerate sub-keys',
    0x10: 'Notify',
    0x20: 'Create link',
    ...STANDARD,
  }),
  process: codeTable({
    0x1: 'Terminate',
    0x2: 'Create thread',
    0x4: 'Set session id',
    0x8: 'Memory operation',
    0x10: 'Read memory',
    0x20: 'Write memory',
    0x40: 'Duplicate handle',
    0x80: 'Create process',
    0x100: 'Set quota',
    0x200: 'Set information',
    0x400: 'Query information',
    0x800: 'Suspend or resume',
    0x1000: 'Query limited information',
    0x2000: 'Set limited information',
    ...STANDARD,
  }),
  directory: codeTable({
    0x1: 'Create child',
    0x2: 'Delete child',
    0x4: 'List contents',
    0x8: 'Validated write',
    0x10: 'Read property',
    0x20: 'Write property',
    0x40: 'Delete tree',
    0x80: 'List object',
    0x100: 'Control access',
    ...STANDARD,
  }),
};
/** FILE_ALL_ACCESS, KEY_ALL_ACCESS, PROCESS_ALL_ACCESS since and before Windows Vista. */
const ALL: Readonly<Record<AccessedObject, readonly number[]>> = {
  file: [0x1f01ff],
  key: [0xf003f],
  process: [0x1fffff, 0x1f0fff],
  directory: [0xf01ff],
};

export const accessText = (mask: number, object: AccessedObject): string | null =>
  ALL[object].includes(mask) ? 'All access' : bitsText(mask, RIGHTS[object]);
