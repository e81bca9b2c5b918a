/** What Node does natively for the readers; see `NativeCode`. */
import { crc32 } from 'node:zlib';
import type { NativeCode } from '@shared/evtx/native-code';

export const NODE_CODE: NativeCode = {
  crc32,
  asciiReader: ({ buffer, byteOffset, byteLength }) => {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    return (length) => bytes.toString('latin1', 0, length);
  },
};
