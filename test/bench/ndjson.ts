/**
 * `npm run bench:ndjson`: reading NDJSON (bytes to events with fields and time) against `JSON.parse` over the
 * same lines as texts. CPU time of the process, both in turn in one run; one line of JSON on stdout.
 */
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { sourceOf } from '../fixtures/byte-source';
import { cpuMsOf, median, rounded } from './cpu';
import { NDJSON_SHAPES } from './ndjson-shapes';

const BYTES = Number(process.env['BENCH_MB'] ?? 16) << 20;
const ROUNDS = 7;

interface Input {
  readonly lines: readonly string[];
  readonly bytes: Uint8Array;
}

function inputOf(record: (at: number) => object): Input {
  const lines: string[] = [];
  for (let length = 0; length < BYTES; length += (lines.at(-1)?.length ?? 0) + 1) {
    lines.push(JSON.stringify(record(lines.length)));
  }
  return { lines, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
}

/** Keeps the work from being optimised away. */
let sink = 0;

function parseAll({ lines }: Input): void {
  for (const line of lines) if (JSON.parse(line) !== null) sink++;
}

function readAll({ bytes, lines }: Input): void {
  let fields = 0;
  let events = 0;
  for (const parsed of openNdjson(sourceOf(bytes), 'lines').records()) {
    if (parsed.type !== 'event') throw new Error(parsed.flaw.reason);
    fields += parsed.event.values.length;
    events++;
  }
  if (events !== lines.length) throw new Error(`${events} events of ${lines.length} lines`);
  sink += fields;
}

function measure(name: string, record: (at: number) => object) {
  const input = inputOf(record);
  const parse: number[] = [];
  const read: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [parseMs, readMs] = [cpuMsOf(() => parseAll(input)), cpuMsOf(() => readAll(input))];
    // The first round warms up.
    if (round > 0) {
      parse.push(parseMs);
      read.push(readMs);
    }
  }
  const [parseCpuMs, readCpuMs] = [median(parse), median(read)];
  return {
    shape: name,
    lines: input.lines.length,
    bytes: input.bytes.length,
    parseCpuMs,
    readCpuMs,
  };
}

const shapes = Object.entries(NDJSON_SHAPES).map(([name, record]) => {
  const measured = measure(name, record);
  return {
    ...measured,
    megabytesPerCpuSecond: rounded(measured.bytes / 1_000 / measured.readCpuMs),
    ratio: rounded(measured.parseCpuMs / measured.readCpuMs),
  };
});
const total = (key: 'parseCpuMs' | 'readCpuMs'): number =>
  shapes.reduce((sum, shape) => sum + shape[key], 0);
const ratio = rounded(total('parseCpuMs') / total('readCpuMs'));
const lowestRatio = Math.min(...shapes.map((shape) => shape.ratio));
console.log(JSON.stringify({ bench: 'ndjson', goal: 0.6, ratio, lowestRatio, shapes, sink }));
