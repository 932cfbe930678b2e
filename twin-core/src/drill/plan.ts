import type { Inject, Scenario, ScenarioStep } from './scenario.ts';
import { seeded } from './seeded.ts';

/** One thing that happens: at one instant, of one device or told to people. */
export interface PlannedInject {
  /** Unique in the plan: the inject's id, numbered where it comes more than once. */
  readonly key: string;
  readonly inject: string;
  /** From the drill's start, ms. */
  readonly atMs: number;
  readonly device: string | null;
  readonly event: Inject['event'] | null;
  readonly observations: Inject['observations'] | null;
  readonly say: Inject['say'] | null;
}

/** A scenario as a seed makes it: which devices, and when exactly. */
export interface Plan {
  readonly scenario: Scenario;
  readonly seed: number;
  /** The device picked for each name of `vary`. */
  readonly picked: Readonly<Record<string, string>>;
  /** In the order in which they happen. */
  readonly injects: readonly PlannedInject[];
  /** The steps, with the picked devices in them. */
  readonly steps: readonly ScenarioStep[];
}

/** The same scenario and seed give the same plan. */
export function planDrill(scenario: Scenario, seed: number): Plan {
  const random = seeded(seed);
  const picked: Record<string, string> = {};
  for (const [name, devices] of Object.entries(scenario.vary))
    picked[name] = devices[Math.floor(random() * devices.length)]!;
  const deviceOf = (ref: string) => (ref.startsWith('$') ? (picked[ref.slice(1)] ?? ref) : ref);
  const injects = scenario.injects.flatMap((inject) => occurrences(inject, deviceOf, random));
  injects.sort((a, b) => a.atMs - b.atMs);
  const steps = scenario.steps.map((step) => {
    const { counts } = step;
    return 'device' in counts && counts.device !== undefined
      ? { ...step, counts: { ...counts, device: deviceOf(counts.device) } }
      : step;
  });
  return { scenario, seed, picked, injects, steps };
}

function occurrences(inject: Inject, deviceOf: (ref: string) => string, random: () => number): PlannedInject[] {
  const { id, at, device, event = null, observations = null, say = null, jitterS, spreadS, repeat } = inject;
  const devices = device === undefined ? [null] : [device].flat().map(deviceOf);
  const times = repeat?.times ?? 1;
  const planned: PlannedInject[] = [];
  for (let turn = 0; turn < times; turn++) {
    const jitter = (random() * 2 - 1) * jitterS;
    for (const [i, each] of devices.entries()) {
      const spread = random() * spreadS;
      const atS = Math.max(0, at + turn * (repeat?.everyS ?? 0) + jitter + spread);
      const first = turn === 0 && i === 0;
      planned.push({
        key: times * devices.length > 1 ? `${id}.${turn * devices.length + i + 1}` : id,
        inject: id,
        atMs: Math.round(atS * 1000),
        device: each,
        event,
        observations,
        // People are told once, however many devices tell it.
        say: first ? say : null,
      });
    }
  }
  return planned;
}
