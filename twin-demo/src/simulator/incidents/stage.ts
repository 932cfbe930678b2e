import type { Value, Values } from '../behavior.ts';
import type { Estate, Subject } from '../subject.ts';
import { type CastingContext, castRole, castScenario, codesBelow } from './cast.ts';
import { type Planned, plannedIncident } from './programme.ts';
import { type Cue, type Hush, type Scenario, type Track, trackValue } from './scenario.ts';
import { MUTE, STANDING } from './standing.ts';

/** What is asked for and finds no players now, because they are busy, is tried again after this, seconds. */
const ASK_AGAIN_S = 5;

/** A scenario with its players, running since an instant (epoch ms). */
interface Incident {
  readonly scenario: Scenario;
  readonly cast: ReadonlyMap<string, Subject>;
  readonly startMs: number;
  /** Cues not yet given, in order of time. */
  readonly cues: Cue[];
}

/** A cue whose time has come. */
export interface GivenCue {
  readonly subject: Subject;
  /** Event type as on the wire. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Epoch ms. */
  readonly timeMs: number;
}

/** Where incidents happen: what is out of order from the beginning, then the programme. */
export class Stage {
  /** Devices that never speak. */
  readonly mute: ReadonlySet<string>;
  readonly #estate: Estate;
  readonly #show: CastingContext['show'];
  readonly #startMs: number;
  readonly #incidents: Incident[] = [];
  readonly #tracks = new Map<string, { track: Track; incident: Incident }[]>();
  readonly #asked: Planned[];
  #hushed: ReadonlySet<string> = new Set();
  #next = 0;

  /** startMs: when the programme begins, epoch ms. `show` tells what a device shows by itself. `asked`: incidents beside the programme. */
  constructor(estate: Estate, startMs: number, show: CastingContext['show'], asked: readonly Planned[] = []) {
    this.#estate = estate;
    this.#show = show;
    this.#startMs = startMs;
    this.#asked = [...asked].sort((a, b) => a.atS - b.atS);
    const mute = new Set<string>();
    this.mute = mute;
    for (const [index, casting] of MUTE.entries()) {
      const subject = castRole(this.#context(), casting, new Map(), `mute/${index}`, []);
      if (subject) mute.add(subject.code);
    }
    for (const scenario of STANDING) this.#begin(scenario, `standing/${scenario.id}`, startMs);
  }

  /** Incidents now running, by scenario and role: what is out of order included. */
  get running(): readonly { readonly id: string; readonly cast: ReadonlyMap<string, Subject> }[] {
    return this.#incidents.map(({ scenario, cast }) => ({ id: scenario.id, cast }));
  }

  /** Begins and ends what is due, and returns the events that devices now report. Time never goes back. */
  advance(nowMs: number): GivenCue[] {
    for (;;) {
      const { scenario, atS } = plannedIncident(this.#estate.seed, this.#next);
      const startMs = Math.round(this.#startMs + atS * 1000);
      if (startMs > nowMs) break;
      // After a machine has slept, what would be over is left out.
      if (startMs + scenario.lengthS * 1000 > nowMs) this.#begin(scenario, `incident/${this.#next}`, startMs);
      this.#next += 1;
    }
    for (let asked = this.#asked[0]; asked && this.#startMs + asked.atS * 1000 <= nowMs; asked = this.#asked[0]) {
      this.#asked.shift();
      const begun = this.#begin(
        asked.scenario,
        `asked/${asked.scenario.id}`,
        Math.round(this.#startMs + asked.atS * 1000),
      );
      if (begun) continue;
      this.#asked.push({ ...asked, atS: (nowMs - this.#startMs) / 1000 + ASK_AGAIN_S });
      this.#asked.sort((a, b) => a.atS - b.atS);
    }
    const given = this.#incidents.flatMap((incident) => dueCues(incident, nowMs));
    for (const incident of [...this.#incidents]) {
      if (incident.startMs + incident.scenario.lengthS * 1000 <= nowMs) this.#end(incident);
    }
    this.#hushed = new Set(this.#incidents.flatMap((incident) => hushedBy(incident, nowMs)));
    return given;
  }

  /** Whether an incident has taken a device's power or line. */
  isHushed({ code }: Subject): boolean {
    return this.#hushed.has(code);
  }

  /** What a device shows with the incidents it plays in; `own` is what it shows by itself. */
  overlay(subject: Subject, own: Values, timeMs: number): Values {
    const tracks = this.#tracks.get(subject.code);
    if (!tracks) return own;
    const values: Record<string, Value> = { ...own };
    for (const { track, incident } of tracks) {
      const value = own[track.property];
      if (value !== undefined)
        values[track.property] = trackValue(track.keys, (timeMs - incident.startMs) / 1000, value);
    }
    return values;
  }

  #context(): CastingContext {
    const taken = new Set([...this.mute, ...this.#incidents.flatMap(codesIn)]);
    const ending = this.#incidents.filter(({ scenario }) => Number.isFinite(scenario.lengthS));
    return { estate: this.#estate, taken, playing: new Set(ending.flatMap(codesIn)), show: this.#show };
  }

  /** Whether its players could be found. */
  #begin(scenario: Scenario, draw: string, startMs: number): boolean {
    const cast = castScenario(this.#context(), scenario, draw, startMs);
    if (!cast) return false;
    const cues = [...scenario.cues].sort((a, b) => a.atS - b.atS);
    const incident: Incident = { scenario, cast, startMs, cues };
    this.#incidents.push(incident);
    for (const track of scenario.tracks) {
      const subject = cast.get(track.role);
      if (!subject) continue;
      const tracks = this.#tracks.get(subject.code);
      if (tracks) tracks.push({ track, incident });
      else this.#tracks.set(subject.code, [{ track, incident }]);
    }
    return true;
  }

  #end(incident: Incident): void {
    this.#incidents.splice(this.#incidents.indexOf(incident), 1);
    for (const { code } of incident.cast.values()) this.#tracks.delete(code);
  }
}

/** Codes of the devices that an incident silences at an instant. */
function hushedBy({ scenario, cast, startMs }: Incident, nowMs: number): string[] {
  const atS = (nowMs - startMs) / 1000;
  return (scenario.hushes ?? []).flatMap(({ role, below, fromS, toS }: Hush) => {
    const subject = cast.get(role);
    if (!subject || atS < fromS || atS >= toS) return [];
    return [...(below ? [] : [subject.code]), ...codesBelow(subject)];
  });
}

/** Codes of the devices that an incident is about: its players, and whom it silences. */
function codesIn({ scenario, cast }: Incident): string[] {
  const players = [...cast.values()].map(({ code }) => code);
  return [...players, ...(scenario.hushes ?? []).flatMap(({ role }) => codesBelow(cast.get(role)!))];
}

function dueCues({ cues, cast, startMs }: Incident, nowMs: number): GivenCue[] {
  const given: GivenCue[] = [];
  for (let cue = cues[0]; cue && startMs + cue.atS * 1000 <= nowMs; cue = cues[0]) {
    cues.shift();
    const subject = cast.get(cue.role);
    if (!subject) continue;
    const data = cue.zoneAs === undefined ? cue.data : { ...cue.data, [cue.zoneAs]: subject.zone };
    given.push({ subject, type: cue.type, data, timeMs: startMs + cue.atS * 1000 });
  }
  return given;
}
