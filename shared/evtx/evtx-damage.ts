/** Bytes that are not what the format says. Thrown inside a record, turned into a Flaw at its edge. */
export class EvtxDamage extends Error {
  /** Position in the chunk, in bytes. */
  readonly chunkOffset: number;

  constructor(reason: string, chunkOffset: number) {
    super(reason);
    this.name = 'EvtxDamage';
    this.chunkOffset = chunkOffset;
  }
}

/** A record's own template cannot be read; one of its id may stand elsewhere in the file. */
export class TemplateMissing extends EvtxDamage {}
