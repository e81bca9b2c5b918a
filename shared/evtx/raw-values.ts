/** The bytes of odd values as a record's tree keeps them, for showing. */
import type { RawValue } from '@shared/model/raw-value';
import { RAW_TARGET } from './odd-value';
import { childrenOf, contentOf, type ElementNode, isElement, nameOf } from './record-tree';
import { ARRAY_BIT, VALUE } from './value-types';

/** What `rawText` writes. */
const RAW_TEXT = /^value (\d+) type 0x([0-9a-f]+) bytes ([0-9A-F]*)$/;

export function rawValuesOf(tree: ElementNode): RawValue[] {
  return childrenOf(tree).flatMap((node) => {
    if (!isElement(node) || nameOf(node) !== RAW_TARGET) return [];
    const [, index, type, hex] = RAW_TEXT.exec(String(contentOf(node))) ?? [];
    if (index === undefined || type === undefined || hex === undefined) return [];
    return [{ index: Number(index), type: typeWord(Number.parseInt(type, 16)), hex }];
  });
}

const WORDS: Readonly<Partial<Record<number, string>>> = {
  [VALUE.utf16]: 'text',
  [VALUE.ansi]: 'ANSI text',
  [VALUE.int8]: '8-bit number',
  [VALUE.uint8]: '8-bit number without sign',
  [VALUE.int16]: '16-bit number',
  [VALUE.uint16]: '16-bit number without sign',
  [VALUE.int32]: '32-bit number',
  [VALUE.uint32]: '32-bit number without sign',
  [VALUE.int64]: '64-bit number',
  [VALUE.uint64]: '64-bit number without sign',
  [VALUE.real32]: '32-bit fraction',
  [VALUE.real64]: '64-bit fraction',
  [VALUE.bool]: 'boolean',
  [VALUE.guid]: 'GUID',
  [VALUE.sizeT]: 'size',
  [VALUE.fileTime]: 'file time',
  [VALUE.systemTime]: 'system time',
  [VALUE.sid]: 'SID',
  [VALUE.hex32]: '32-bit hexadecimal number',
  [VALUE.hex64]: '64-bit hexadecimal number',
  [VALUE.evtXml]: 'XML text',
};

function typeWord(type: number): string {
  const single = WORDS[type & ~ARRAY_BIT] ?? `type 0x${type.toString(16).padStart(2, '0')}`;
  return (type & ARRAY_BIT) === 0 ? single : `list of ${single}`;
}
