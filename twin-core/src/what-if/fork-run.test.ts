import { describe, expect, test } from 'vitest';
import { Catalogue } from '../catalogue.ts';
import type { Batch } from '../evaluate.ts';
import type { LoggedEvent, TwinEvent } from '../event.ts';
import { FACILITIES } from '../facilities/index.ts';
import { Bench } from '../fixtures/estate.ts';
import { StateHash } from '../hash.ts';
import type { RuleSettings } from '../rule-settings.ts';
import { copyState, type TwinState } from '../twin.ts';
import { compareCourses } from './compare-courses.ts';
import { ForkRun } from './fork-run.ts';
import { recordedCommit } from './recorded-commit.ts';

const OPERATORS = 2;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** A twin whose commits are kept, with a fork taken at an instant. */
class RecordedBench extends Bench {
  commits: LoggedEvent[][] = [];

  override batch(part: Partial<Batch>): TwinEvent[] {
    const events = super.batch(part);
    const logged = events.map((event, ordinal) => ({ seq: this.seq, ordinal, recordedAt: this.now, event }));
    if (logged.length > 0) this.commits.push(logged);
    return events;
  }

  fork(): TwinState {
    this.commits = [];
    return copyState(this.state);
  }

  /** Whatever the live clock looks at while time passes. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) this.wait(500);
  }
}

/** Runs what was recorded since a fork, with the rules as they are or with one that is otherwise. */
function run(bench: RecordedBench, fork: TwinState, changed?: [code: string, settings: RuleSettings]): ForkRun {
  const catalogue = new Catalogue(FACILITIES);
  if (changed) catalogue.tune(...changed);
  const own = new ForkRun(catalogue, copyState(fork), OPERATORS);
  for (const commit of bench.commits) own.take(recordedCommit(commit));
  own.advance(bench.now);
  return own;
}

const hashOf = (state: TwinState) => new StateHash(state).site();

/** A noisy evening that somebody works through, with a fire, its linked actions and a device that goes silent. */
function evening(): { bench: RecordedBench; fork: TwinState } {
  const bench = new RecordedBench();
  for (const code of ['N1', 'N2']) bench.register(code, 'noise-meter');
  bench.register('S1', 'smoke-detector', { storey: '3F', space: '301' });
  bench.observe('N1', { noiseDba: 70 });
  bench.pass(2 * MINUTE_MS);
  const fork = bench.fork();
  for (let i = 0; i < 6; i++) {
    bench.observe('N2', { noiseDba: i % 2 === 0 ? 65 : 48 });
    bench.pass(100 * SECOND_MS);
    const waiting = [...bench.state.alarms.values()].find(({ acknowledged }) => !acknowledged);
    if (waiting) bench.handle(waiting.id, i === 2 ? 'dismiss' : 'acknowledge');
  }
  bench.observe('S1', { alarm: 1 });
  bench.pass(70 * SECOND_MS);
  const fire = [...bench.state.alarms.values()].find(({ code }) => code === 'fire.smoke')!;
  for (const { id, action } of bench.state.actions.values())
    if ('do' in action)
      bench.batch({
        ended: [{ kind: 'action.ended', id, alarm: fire.id, device: null, ok: true, attempts: 1, results: [] }],
      });
  bench.doSteps(fire.id);
  bench.handle(fire.id, 'resolve');
  bench.observe('S1', { alarm: 0 });
  bench.observe('N2', { noiseDba: 48 });
  bench.pass(30 * MINUTE_MS);
  return { bench, fork };
}

describe('7.2.4-5 what would have come of it', () => {
  test('with nothing changed the fork is the recorded course: the same hash, the same alarms, silence and actions included', () => {
    const { bench, fork } = evening();
    const [one, other] = [run(bench, fork), run(bench, fork)];
    expect(bench.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['device.silent', 'action.ended', 'alarm.escalated', 'alarm.closed', 'timer.cleared']),
    );
    expect(hashOf(one.state)).toBe(hashOf(bench.state));
    expect(hashOf(other.state)).toBe(hashOf(one.state));
    expect(new Set(compareCourses(one.courses, other.courses).map(({ kind }) => kind))).toEqual(new Set(['same']));
    expect(one.deeds.leftOut).toBe(0);
  });

  test('a longer delay loses what was shorter and is told which; numbers that move do not count', () => {
    const { bench, fork } = evening();
    const before = run(bench, fork);
    const after = run(bench, fork, ['env.noise', { onDelayMs: 3 * MINUTE_MS }]);
    const differences = compareCourses(before.courses, after.courses);
    const of = (kind: string) => differences.filter((one) => one.kind === kind);
    expect(of('lost').map(({ before: alarm }) => [alarm?.device, alarm?.code])).toEqual(
      of('lost').map(() => ['N2', 'env.noise']),
    );
    expect(of('lost').length).toBeGreaterThan(1);
    expect(of('gained')).toEqual([]);
    const fire = differences.find(({ before: alarm }) => alarm?.code === 'fire.smoke');
    expect(fire?.kind).toBe('same');
    expect(fire?.after?.id).not.toBe(fire?.before?.id);
    expect(after.deeds.leftOut).toBeGreaterThan(0);
    expect(hashOf(after.state)).not.toBe(hashOf(before.state));
  });

  test('with an alarm that there was not nobody does anything: it waits, and escalates where its limit says so', () => {
    const bench = new RecordedBench();
    bench.register('N1', 'noise-meter');
    const fork = bench.fork();
    bench.observe('N1', { noiseDba: 52 });
    bench.pass(5 * MINUTE_MS);
    const after = run(bench, fork, ['env.noise', { limit: 50, reactionLimitMs: 60_000 }]);
    expect(run(bench, fork).courses).toEqual([]);
    expect(after.courses).toMatchObject([{ device: 'N1', acknowledgedAt: null, escalated: true, closedAt: null }]);
  });

  test('people take as long with an alarm that is raised later than they took with the recorded one', () => {
    const bench = new RecordedBench();
    bench.register('N1', 'noise-meter');
    const fork = bench.fork();
    bench.observe('N1', { noiseDba: 70 });
    bench.pass(70 * SECOND_MS);
    const [alarm] = bench.state.alarms.values();
    bench.handle(alarm!.id, 'acknowledge');
    const took = bench.now - alarm!.raisedAt;
    bench.pass(5 * MINUTE_MS);
    const [late] = run(bench, fork, ['env.noise', { onDelayMs: 3 * MINUTE_MS }]).courses;
    const later = late!.raisedAt - alarm!.raisedAt - 2 * MINUTE_MS;
    expect(later >= 0 && later <= SECOND_MS).toBe(true);
    expect(late!.acknowledgedAt! - late!.raisedAt).toBe(took);
  });
});
