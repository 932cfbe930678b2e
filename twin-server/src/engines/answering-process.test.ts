import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { UnavailableError } from '../problem.ts';
import type { BadQuestions } from './answering.test-kit.ts';
import { AnsweringProcess } from './answering-process.ts';

const ENTRY = fileURLToPath(new URL('answering.test-kit.ts', import.meta.url));
const opened: AnsweringProcess<BadQuestions, string>[] = [];
function open(options: { idleMs?: number; answerMs?: number } = {}) {
  const limits = { heapMb: 64, idleMs: 60_000, answerMs: 30_000, ...options };
  const process = new AnsweringProcess<BadQuestions, string>({ name: 'the test', entry: () => ENTRY, ...limits });
  opened.push(process);
  return process;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((process) => process.close()));
});
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('7.2.16-2 what takes long is computed in a process of its own', () => {
  test('questions are answered in the order they come, and by the same process', async () => {
    const asked = open();
    const answers = await Promise.all([asked.ask('twice', [21]), asked.ask('pid', []), asked.ask('pid', [])]);
    expect(answers).toEqual([42, answers[1], answers[1]]);
    expect(answers[1]).not.toBe(process.pid);
  });

  test('what they are about is told when it is another, and again to a process that was started anew', async () => {
    const asked = open();
    const about = (digest: string, value: string) => asked.ask('about', [], { digest, value });
    expect(await asked.ask('about', [])).toBeNull();
    expect(await about('1', 'one')).toBe('one');
    // Held: what comes with the same digest is not sent again.
    expect(await about('1', 'not sent')).toBe('one');
    expect(await about('2', 'two')).toBe('two');
    process.kill(await asked.ask('pid', []), 'SIGKILL');
    // What is asked before it is known to be gone fails.
    await vi.waitFor(async () => expect(await about('2', 'two again')).toBe('two again'), { timeout: 30_000 });
  });

  test('a question that fails is told, and the next is answered', async () => {
    const asked = open();
    await expect(asked.ask('fail', ['so it is'])).rejects.toThrow(new UnavailableError('so it is'));
    await expect(asked.ask('twice', [1], { digest: 'x', value: 'bad' })).rejects.toThrow('such a subject cannot be');
    expect(await asked.ask('twice', [1], { digest: 'y', value: 'good' })).toBe(2);
  });

  test('a process that is killed fails what waits, and is started with the next question', async () => {
    const asked = open();
    const pid = await asked.ask('pid', []);
    const waits = [asked.ask('hang', []), asked.ask('twice', [1])];
    process.kill(pid, 'SIGKILL');
    for (const one of await Promise.allSettled(waits))
      expect(one).toMatchObject({ status: 'rejected', reason: new UnavailableError('the test ended (SIGKILL)') });
    expect(await asked.ask('twice', [2])).toBe(4);
  });

  test('a process that hangs is ended, and what waits behind it fails', async () => {
    const asked = open({ answerMs: 10_000 });
    const pid = await asked.ask('pid', []);
    const waits = [asked.ask('hang', []), asked.ask('twice', [1])];
    const cause = new UnavailableError('the test ended (no answer within 10 s)');
    for (const one of await Promise.allSettled(waits)) expect(one).toMatchObject({ status: 'rejected', reason: cause });
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
    expect(await asked.ask('twice', [2])).toBe(4);
  });

  test('it ends when nothing was asked for a while, and when it is closed', async () => {
    const asked = open({ idleMs: 50 });
    const pid = await asked.ask('pid', []);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
    const next = await asked.ask('pid', []);
    const waits = asked.ask('hang', []);
    const [settled] = await Promise.all([Promise.allSettled([waits]), asked.close()]);
    expect(settled).toMatchObject([{ status: 'rejected' }]);
    expect(isAlive(next)).toBe(false);
    await expect(asked.ask('twice', [1])).rejects.toThrow('the server is stopping');
  });
});
