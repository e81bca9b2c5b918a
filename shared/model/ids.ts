/**
 * Branded identities. A brand costs nothing at run time and makes it a type error to hand a rule's id
 * where an evidence file's id is meant.
 */

declare const brand: unique symbol;
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Row id of an evidence file in case.db; never reused within a case. */
export type FileId = Brand<number, 'FileId'>;
/** Row id of an indicator in case.db; never reused within a case. */
export type IndicatorId = Brand<number, 'IndicatorId'>;
/** Number of a published or building event shard of one file, counted from 1. */
export type Generation = Brand<number, 'Generation'>;
/** Number of a shard that holds the events of many small files, counted from 1 within the case. */
export type PackId = Brand<number, 'PackId'>;
/** Number of a run over one file, counted from 1 within the case; names its sidecars. */
export type RunId = Brand<number, 'RunId'>;
/** Lower-case hexadecimal SHA-256 of a whole file. */
export type Sha256 = Brand<string, 'Sha256'>;

export const fileId = (row: number): FileId => row as FileId;
export const indicatorId = (row: number): IndicatorId => row as IndicatorId;
export const generation = (number: number): Generation => number as Generation;
export const packId = (number: number): PackId => number as PackId;
export const runId = (number: number): RunId => number as RunId;
export const sha256 = (hex: string): Sha256 => hex as Sha256;
