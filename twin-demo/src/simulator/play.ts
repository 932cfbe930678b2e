import type { Values } from './behavior.ts';
import { CommandBody } from './commands/command-state.ts';
import type { Planned } from './incidents/programme.ts';
import { Link, type LinkOptions } from './link.ts';
import { Simulation } from './simulation.ts';
import type { Estate } from './subject.ts';

/** The simulator at work. */
export interface Play {
  /** What a device shows now; undefined before the first connection, and for a device that there is not. */
  shown(device: string): Values | undefined;
  /** Resolves when the connection is ended. */
  stop(): Promise<void>;
}

/** What the player tells the world. */
export interface PlayEvents {
  /** One line for the log. */
  log(line: string): void;
  /** The account was refused: the play is over. */
  refused(reason: string): void;
}

const STEP_MS = 100;

/** Plays the estate to the platform from the first connection until stopped, with the incidents that are asked for. */
export function play(
  estate: Estate,
  { asked, ...options }: Omit<LinkOptions, 'site'> & { readonly asked: readonly Planned[] },
  { log, refused }: PlayEvents,
): Play {
  let simulation: Simulation | undefined;
  let refusals = 0;
  const link = new Link(
    { ...options, site: estate.site },
    {
      connected(first) {
        log(
          first
            ? `connected to ${options.url}: ${estate.subjects.length} devices of ${estate.site}`
            : 'connected again',
        );
        if (simulation) simulation.callRoll(Date.now());
        else simulation = new Simulation(estate, Date.now(), asked);
      },
      lost: (reason) => log(`no connection to ${options.url}: ${reason}; trying again`),
      deaf: (channel, reason) => log(`${channel} cannot be received: ${reason}`),
      refused(reason) {
        clearInterval(timer);
        refused(reason);
      },
      message(device, channel, payload) {
        if (channel === 'commands') obey(device, payload);
        else {
          refusals += 1;
          // Powers of ten: enough to see that something is wrong, never a flood.
          if (Number.isInteger(Math.log10(refusals)))
            log(`the platform refused ${refusals} message(s), last of ${device}: ${payload.toString('utf8', 0, 300)}`);
        }
      },
      dropped(events) {
        if (Number.isInteger(Math.log10(events))) log(`${events} event(s) dropped: the platform is away for too long`);
      },
    },
  );
  const obey = (device: string, payload: Buffer) => {
    const parsed = CommandBody.safeParse(readJson(payload));
    if (!parsed.success) log(`command to ${device} not understood: ${parsed.error.issues[0]?.message ?? 'no JSON'}`);
    else for (const message of simulation?.obey(device, parsed.data, Date.now()) ?? []) link.send(message);
  };
  const timer = setInterval(() => {
    for (const message of simulation?.step(Date.now()) ?? []) link.send(message);
  }, STEP_MS);
  const subjects = new Map(estate.subjects.map((subject) => [subject.code, subject]));
  return {
    shown(device) {
      const subject = subjects.get(device);
      return subject && simulation?.values(subject, Date.now());
    },
    stop() {
      clearInterval(timer);
      return link.stop();
    },
  };
}

function readJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
