import { type Behavior, type Moment, momentAt, type Value, type Values } from './behavior.ts';
import { BEHAVIORS } from './behaviors/index.ts';
import { type Acknowledgement, type CommandBody, CommandState } from './commands.ts';
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
  #eventCount = 0;
  #nowMs: number;

  /** startMs: the first connection, epoch ms. Event ids carry it, so that they stay unique over restarts. */
  constructor(estate: Estate, startMs: number) {
    this.#estate = estate;
    this.#offsetMs = zoneOffsetMs(estate.timeZone, startMs);
    this.#run = startMs.toString(36);
    this.#nowMs = startMs;
    this.stage = new Stage(estate, startMs, (subject, timeMs) => this.#own(subject, this.#moment(timeMs)));
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
      .filter(({ subject }) => this.#speakerOf.has(subject.code))
      .map(({ subject, type, timeMs, data }) => this.#event(subject, type, timeMs, data));
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

  /** Carries out a command: the answer, and what the device says about itself at once. */
  obey(device: string, command: CommandBody, nowMs: number): Message[] {
    const answer = (body: Acknowledgement): Message => ({ device, channel: 'acks', body });
    const speaker = this.#speakerOf.get(device);
    if (!speaker) return [answer({ id: command.id, ok: false, reason: 'no such device here' })];
    const moment = this.#moment(nowMs);
    const shown = this.#shown(speaker.subject, moment);
    const messages = [answer(this.#commands.obey(speaker.subject, command, shown, nowMs))];
    this.#look(speaker, moment, messages);
    return messages;
  }

  #moment(timeMs: number): Moment {
    return momentAt(this.#estate, timeMs, this.#offsetMs);
  }

  #look(speaker: Speaker, moment: Moment, messages: Message[]): void {
    const { subject, behavior, said } = speaker;
    const { timeMs } = moment;
    speaker.nextLookMs = nextOnGrid(timeMs, LOOK_MS, unit(subject.salt, 102));
    const values = this.#shown(subject, moment);
    if (timeMs < speaker.nextReportMs && said && !isNoticeable(behavior, said, values)) return;
    for (const { property, from, to, event, tells } of behavior.announces ?? []) {
      if (said?.[property] !== from || values[property] !== to) continue;
      messages.push(this.#event(subject, event, timeMs, Object.fromEntries(tells.map((name) => [name, values[name]]))));
    }
    speaker.said = values;
    speaker.nextReportMs = nextOnGrid(timeMs, behavior.reportEveryMs, unit(subject.salt, 103));
    messages.push({ device: subject.code, channel: 'observations', body: { time: timeMs, values } });
  }

  #shown(subject: Subject, moment: Moment): Values {
    const own = this.#own(subject, moment, (part) => this.#shown(part, moment));
    const played = this.stage.overlay(subject, own, moment.timeMs);
    return this.#rounded(subject, this.#commands.overlay(subject, played, moment.timeMs));
  }

  #own(subject: Subject, moment: Moment, showPart = (part: Subject): Values => this.#own(part, moment)): Values {
    return BEHAVIORS.get(subject.kind)?.show(subject, moment, subject.parts.map(showPart)) ?? {};
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
