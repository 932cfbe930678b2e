import { type Behavior, type Moment, momentAt, type Value, type Values } from './behavior.ts';
import { BEHAVIORS } from './behaviors/index.ts';
import { type CommandBody, CommandState } from './commands/command-state.ts';
import type { Planned } from './incidents/programme.ts';
import { Stage } from './incidents/stage.ts';
import { zoneOffsetMs } from './local-time.ts';
import { unit } from './noise.ts';
import type { Estate, Subject } from './subject.ts';

/** A message of a device to the platform, before it is text. */
export interface Message {
  readonly device: string;
  readonly channel: 'observations' | 'events' | 'acks';
  readonly body: Readonly<Record<string, unknown>>;
}

/** A device looks at itself this often, to report at once what is worth it. */
const LOOK_MS = 2_000;
/** Every device reports once within this time after the start and after a lost connection. */
export const ROLL_CALL_MS = 8_000;

/** An event that a device will report. */
interface Pending {
  readonly atMs: number;
  readonly subject: Subject;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A device that speaks: when it looks and reports next (epoch ms), and what it said last. */
interface Speaker {
  readonly subject: Subject;
  readonly behavior: Behavior;
  nextLookMs: number;
  nextReportMs: number;
  said: Values | undefined;
}

/** The devices of an estate over time: told the time, it tells their messages. Knows no clock, no network. */
export class Simulation {
  readonly stage: Stage;
  readonly #estate: Estate;
  readonly #offsetMs: number;
  readonly #commands = new CommandState();
  readonly #speakers: Speaker[];
  readonly #speakerOf: ReadonlyMap<string, Speaker>;
  readonly #run: string;
  #pending: Pending[] = [];
  #eventCount = 0;
  #nowMs: number;

  /** startMs: the first connection, epoch ms. Event ids carry it, so that they stay unique over restarts. `asked`: incidents beside the programme. */
  constructor(estate: Estate, startMs: number, asked: readonly Planned[] = []) {
    this.#estate = estate;
    this.#offsetMs = zoneOffsetMs(estate.timeZone, startMs);
    this.#run = startMs.toString(36);
    this.#nowMs = startMs;
    this.stage = new Stage(estate, startMs, (subject, timeMs) => this.#own(subject, this.#moment(timeMs)), asked);
    this.#speakers = estate.subjects.flatMap((subject): Speaker[] => {
      const behavior = BEHAVIORS.get(subject.kind);
      if (!behavior || this.stage.mute.has(subject.code)) return [];
      return [{ subject, behavior, nextLookMs: 0, nextReportMs: 0, said: undefined }];
    });
    this.#speakerOf = new Map(this.#speakers.map((speaker) => [speaker.subject.code, speaker]));
    this.callRoll(startMs);
  }

  /** Lets every device report once within ROLL_CALL_MS from now: after a lost connection nothing stays old for long. */
  callRoll(nowMs: number): void {
    for (const speaker of this.#speakers) {
      speaker.nextLookMs = nowMs + unit(speaker.subject.salt, 101) * ROLL_CALL_MS;
      speaker.nextReportMs = speaker.nextLookMs;
    }
  }

  /** What the devices have to say since the last step. Call it a few times a second; a clock that was set back calls the roll. */
  step(nowMs: number): Message[] {
    if (nowMs < this.#nowMs) this.callRoll(nowMs);
    this.#nowMs = nowMs;
    const messages = this.stage
      .advance(nowMs)
      .filter(({ subject, timeMs }) => this.#speakerOf.has(subject.code) && !this.#isHushed(subject, timeMs))
      .map(({ subject, type, timeMs, data }) => this.#event(subject, type, timeMs, data));
    for (const due of this.#due(nowMs)) messages.push(this.#event(due.subject, due.type, due.atMs, due.data));
    const moment = this.#moment(nowMs);
    for (const speaker of this.#speakers) {
      if (speaker.nextLookMs <= nowMs) this.#look(speaker, moment, messages);
    }
    return messages;
  }

  /** What a device shows at a time, incidents and commands included, rounded as the catalogue says. */
  values(subject: Subject, timeMs: number): Values {
    return this.#shown(subject, this.#moment(timeMs));
  }

  /** Carries out a command: the answer, and what the device says about itself at once. One that cannot speak does not answer. */
  obey(device: string, command: CommandBody, nowMs: number): Message[] {
    const speaker = this.#speakerOf.get(device);
    if (!speaker)
      return [{ device, channel: 'acks', body: { id: command.id, ok: false, reason: 'no such device here' } }];
    const { subject } = speaker;
    if (this.#isHushed(subject, nowMs)) return [];
    const moment = this.#moment(nowMs);
    const { answer, tells } = this.#commands.obey(subject, command, (each) => this.#shown(each, moment), nowMs);
    for (const { type, data, afterMs = 0 } of tells) this.#pending.push({ atMs: nowMs + afterMs, subject, type, data });
    const messages: Message[] = [{ device, channel: 'acks', body: answer }];
    for (const due of this.#due(nowMs)) messages.push(this.#event(due.subject, due.type, due.atMs, due.data));
    this.#look(speaker, moment, messages);
    return messages;
  }

  #isHushed(subject: Subject, timeMs: number): boolean {
    return this.stage.isHushed(subject) || this.#commands.isHushed(subject, timeMs);
  }

  /** Takes the events whose time has come. */
  #due(nowMs: number): Pending[] {
    const due = this.#pending.filter(({ atMs }) => atMs <= nowMs);
    if (due.length > 0) this.#pending = this.#pending.filter(({ atMs }) => atMs > nowMs);
    return due;
  }

  #moment(timeMs: number): Moment {
    return momentAt(this.#estate, timeMs, this.#offsetMs);
  }

  #look(speaker: Speaker, moment: Moment, messages: Message[]): void {
    const { subject, behavior, said } = speaker;
    const { timeMs } = moment;
    speaker.nextLookMs = nextOnGrid(timeMs, LOOK_MS, unit(subject.salt, 102));
    if (this.#isHushed(subject, timeMs)) {
      // Whoever starts anew says at once how it is.
      speaker.said = undefined;
      return;
    }
    const values = this.#shown(subject, moment);
    if (timeMs < speaker.nextReportMs && said && !isNoticeable(behavior, said, values)) return;
    for (const { property, from, to, event, tells, adds } of behavior.announces ?? []) {
      if (!said || said[property] === to || values[property] !== to) continue;
      if (from !== undefined && said[property] !== from) continue;
      const added = adds ? adds(subject, moment) : {};
      if (!added) continue;
      const told = Object.fromEntries(tells.map((name) => [name, values[name]]));
      messages.push(this.#event(subject, event, timeMs, { ...told, ...added }));
    }
    speaker.said = values;
    speaker.nextReportMs = nextOnGrid(timeMs, behavior.reportEveryMs, unit(subject.salt, 103));
    messages.push({ device: subject.code, channel: 'observations', body: { time: timeMs, values } });
  }

  #shown(subject: Subject, moment: Moment): Values {
    const own = this.#own(subject, moment, (other) => this.#shown(other, moment));
    const played = this.stage.overlay(subject, own, moment.timeMs);
    return this.#rounded(subject, this.#commands.overlay(subject, played, moment.timeMs));
  }

  #own(subject: Subject, moment: Moment, showOther = (other: Subject): Values => this.#own(other, moment)): Values {
    const behavior = BEHAVIORS.get(subject.kind);
    return behavior?.show(subject, moment, behavior.reads ? subject[behavior.reads].map(showOther) : []) ?? {};
  }

  #rounded({ entry }: Subject, values: Values): Values {
    const rounded: Record<string, Value> = {};
    for (const [name, value] of Object.entries(values)) {
      const decimals = entry.kind.datastreams[name]?.decimals;
      rounded[name] = typeof value === 'number' && decimals !== undefined ? Number(value.toFixed(decimals)) : value;
    }
    return rounded;
  }

  #event(subject: Subject, type: string, timeMs: number, data: Readonly<Record<string, unknown>>): Message {
    this.#eventCount += 1;
    const id = `${this.#run}-${this.#eventCount}`;
    return { device: subject.code, channel: 'events', body: { id, time: timeMs, type, data } };
  }
}

/** The first instant after timeMs on a grid of this period, shifted by a share of it: a device's own, so that devices are spread. */
function nextOnGrid(timeMs: number, periodMs: number, share: number): number {
  const phaseMs = share * periodMs;
  return (Math.floor((timeMs - phaseMs) / periodMs) + 1) * periodMs + phaseMs;
}

function isNoticeable({ notices = {} }: Behavior, said: Values, values: Values): boolean {
  return Object.entries(values).some(([name, value]) => {
    const before = said[name];
    if (typeof value !== 'number' || typeof before !== 'number') return value !== before;
    return Math.abs(value - before) >= (notices[name] ?? Number.POSITIVE_INFINITY);
  });
}
