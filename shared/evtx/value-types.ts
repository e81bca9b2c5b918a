/** Binary XML value types (evtx.md 6). */
export const VALUE = {
  null: 0x00,
  utf16: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  real32: 0x0b,
  real64: 0x0c,
  bool: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  sizeT: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  evtHandle: 0x20,
  binXml: 0x21,
  evtXml: 0x23,
} as const;

/** Set on the type of an array of that type. */
export const ARRAY_BIT = 0x80;

/** Bytes on disk of the types that have one width. */
export const WIDTH_BYTES: Readonly<Partial<Record<number, number>>> = {
  [VALUE.int8]: 1,
  [VALUE.uint8]: 1,
  [VALUE.int16]: 2,
  [VALUE.uint16]: 2,
  [VALUE.int32]: 4,
  [VALUE.uint32]: 4,
  [VALUE.int64]: 8,
  [VALUE.uint64]: 8,
  [VALUE.real32]: 4,
  [VALUE.real64]: 8,
  [VALUE.bool]: 4,
  [VALUE.guid]: 16,
  [VALUE.fileTime]: 8,
  [VALUE.systemTime]: 16,
  [VALUE.hex32]: 4,
  [VALUE.hex64]: 8,
};
