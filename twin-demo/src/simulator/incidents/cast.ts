import type { Value } from '../behavior.ts';
import { hash32, unit } from '../noise.ts';
import type { Estate, Subject } from '../subject.ts';
import type { Casting, Scenario } from './scenario.ts';

// The lowest storeys of houses are about 2.8 m high.
const STOREY_M = 2.5;

/** What casting asks about the estate beside its devices. */
export interface CastingContext {
  readonly estate: Estate;
  /** Devices that play elsewhere, are broken or mute. */
  readonly taken: ReadonlySet<string>;
  /** Those of them that play in an incident that will end: nobody takes the power from them. */
  readonly playing: ReadonlySet<string>;
  /** What a device shows by itself at a time (epoch ms). */
  show(subject: Subject, timeMs: number): Readonly<Record<string, Value>>;
}

/** The devices that play a scenario, by role; undefined where the estate has none for a role. `draw` names the occasion. */
export function castScenario(
  context: CastingContext,
  scenario: Scenario,
  draw: string,
  startMs: number,
): ReadonlyMap<string, Subject> | undefined {
  const cast = new Map<string, Subject>();
  const endMs = Number.isFinite(scenario.lengthS) ? startMs + scenario.lengthS * 1000 : startMs;
  for (const [role, casting] of Object.entries(scenario.roles)) {
    const hushes = scenario.hushes?.some((hush) => hush.role === role) ?? false;
    const subject = castRole(context, { ...casting, hushes }, cast, `${draw}/${role}`, [startMs, endMs]);
    if (!subject) return undefined;
    cast.set(role, subject);
  }
  return cast;
}

/** The device for one role among those that fit: the closest, or one drawn by the seed. `times` are when `shows` must hold. */
export function castRole(
  { estate, taken, playing, show }: CastingContext,
  casting: Casting & { readonly hushes?: boolean },
  cast: ReadonlyMap<string, Subject>,
  draw: string,
  times: readonly number[],
): Subject | undefined {
  const sameBuilding = casting.sameBuildingAs === undefined ? undefined : cast.get(casting.sameBuildingAs);
  const upper = casting.below === undefined ? undefined : cast.get(casting.below);
  const chosen = new Set(cast.values());
  const fits = (subject: Subject) =>
    (subject.kind === casting.kind || subject.kind === casting.orKind) &&
    !taken.has(subject.code) &&
    !chosen.has(subject) &&
    (casting.codes === undefined || casting.codes.includes(subject.code)) &&
    !(casting.hushes && codesBelow(subject).some((code) => playing.has(code))) &&
    (casting.surroundings === undefined || subject.surroundings === casting.surroundings) &&
    (casting.minHeightM === undefined || subject.at[2] >= casting.minHeightM) &&
    (upper === undefined || subject.at[2] <= upper.at[2] - STOREY_M) &&
    (sameBuilding === undefined || subject.building === sameBuilding.building);
  const showing = (subject: Subject) =>
    Object.entries(casting.shows ?? {}).every(([property, value]) =>
      times.every((timeMs) => show(subject, timeMs)[property] === value),
    );
  const candidates = estate.subjects.filter((subject) => fits(subject) && showing(subject));
  const center = casting.near === undefined ? undefined : cast.get(casting.near);
  if (center) return closest(center, candidates);
  return candidates[Math.floor(unit(hash32(`${estate.seed}/${draw}`), 0) * candidates.length)];
}

/** Codes of all devices that hang below one. */
export const codesBelow = ({ parts }: Subject): string[] => parts.flatMap((part) => [part.code, ...codesBelow(part)]);

/** A device that the center links to before one of its zone before the nearest. */
function closest(center: Subject, candidates: readonly Subject[]): Subject | undefined {
  const rank = (subject: Subject) => {
    if (center.links.includes(subject.code)) return 0;
    return center.zone !== null && subject.zone === center.zone ? 1 : 2;
  };
  const distanceM = ({ at: [x, y, z] }: Subject) => Math.hypot(x - center.at[0], y - center.at[1], z - center.at[2]);
  return candidates.reduce<Subject | undefined>((best, subject) => {
    if (!best) return subject;
    const difference = rank(subject) - rank(best) || distanceM(subject) - distanceM(best);
    return difference < 0 ? subject : best;
  }, undefined);
}
