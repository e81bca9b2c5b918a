/** CPU time of a running command with everything it started; workers that it ends by force are counted too. Linux. */
import fs from 'node:fs';

const LOOK_MS = 100;
/** Of `/proc/PID/stat`, whose times are in hundredths of a second everywhere that Linux runs today. */
const MS_A_TICK = 10;

interface Seen {
  readonly parent: number;
  readonly cpuMs: number;
}

/** Null where the process is gone by now. */
function seen(pid: number): Seen | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: state, parent, and the times as the 12th and 13th.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(words[11]) + Number(words[12]);
    return { parent: Number(words[1]), cpuMs: ticks * MS_A_TICK };
  } catch {
    return null;
  }
}

export class CpuOfTree {
  /** What each process was last seen to have used: what it uses after the last look, at most 100 ms, is not known. */
  readonly #used = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#used.set(pid, 0);
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    for (const name of fs.readdirSync('/proc')) {
      const pid = Number(name);
      const one = Number.isInteger(pid) ? seen(pid) : null;
      if (one === null || !(this.#used.has(pid) || this.#used.has(one.parent))) continue;
      this.#used.set(pid, one.cpuMs);
    }
  }

  /** In ms, of all of them. */
  end(): number {
    clearInterval(this.#timer);
    return [...this.#used.values()].reduce((sum, cpuMs) => sum + cpuMs, 0);
  }
}
