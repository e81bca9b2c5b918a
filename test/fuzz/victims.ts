/** What is damaged: our own files and, where ../shared/samples stands beside the checkout, small public ones. */
import fs from 'node:fs';
import path from 'node:path';
import { FIXTURE_NAMES, fixtureNamed } from './fuzz-fixtures';
import { type Victim, victim } from './fuzz-run';

const MOST_SAMPLE_BYTES = 80_000;
const MOST_SAMPLES = 60;

function* samplesBelow(folder: string): Generator<Victim, void, undefined> {
  if (!fs.existsSync(folder)) return;
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  for (const name of names) {
    const file = path.join(folder, name);
    if (name.endsWith('.evtx') && fs.statSync(file).size <= MOST_SAMPLE_BYTES) {
      yield victim(`sample ${name}`, Uint8Array.from(fs.readFileSync(file)));
    }
  }
}

/** Every so many of the samples, so that all folders are among them. */
function spread(samples: readonly Victim[]): Victim[] {
  const step = Math.max(1, Math.ceil(samples.length / MOST_SAMPLES));
  return samples.filter((_, index) => index % step === 0);
}

/** Four of five files are ours, however many samples there are: samples hold many records each. */
export function allVictims(): Victim[] {
  const own = FIXTURE_NAMES.map((name) => victim(name, fixtureNamed(name)));
  const samples = spread([...samplesBelow(path.resolve('../shared/samples'))]);
  const rounds = Math.max(1, Math.ceil((samples.length * 4) / own.length));
  return [...samples, ...Array.from({ length: rounds }, () => own).flat()];
}
