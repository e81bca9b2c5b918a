import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whileLocked } from '../../../scripts/setup/set-up-lock.mjs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const newLock = () => path.join(temporaryFolder(), 'runtime', 'set-up.lock');

describe('the lock of set-up', () => {
  it('lets one work at a time', async () => {
    const lock = newLock();
    const said = [];
    let end = () => undefined;
    const begun = new Promise((resolve) => {
      void whileLocked(async () => {
        said.push(`first, owned by ${fs.readFileSync(lock, 'utf8')}`);
        await new Promise((ended) => {
          end = ended;
          resolve();
        });
        said.push('first ended');
      }, lock);
    });
    await begun;
    const second = whileLocked(async () => void said.push('second'), lock);
    expect(said).toEqual([`first, owned by ${process.pid}`]);
    end();
    await second;
    expect(said.slice(1)).toEqual(['first ended', 'second']);
    expect(fs.existsSync(lock)).toBe(false);
  });

  it('falls to the next when its owner is dead', async () => {
    const lock = newLock();
    const { pid } = spawnSync(process.execPath, ['-e', ''], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    fs.writeFileSync(lock, String(pid));
    let owner = '';
    await whileLocked(async () => {
      owner = fs.readFileSync(lock, 'utf8');
    }, lock);
    expect(owner).toBe(String(process.pid));
    expect(fs.readdirSync(path.dirname(lock))).toEqual([]);
  });

  it('is let go of when the work fails', async () => {
    const lock = newLock();
    const failing = whileLocked(() => Promise.reject(new Error('no network')), lock);
    await expect(failing).rejects.toThrow('no network');
    expect(fs.existsSync(lock)).toBe(false);
  });
});
