import { type CommandArgument, FACILITIES } from 'twin-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { committedEstate, EVENING } from './committed-estate.test-kit.ts';
import { SCENARIOS } from './incidents/repertoire.ts';
import { Platform } from './platform.test-kit.ts';
import { type Message, ROLL_CALL_MS, Simulation } from './simulation.ts';
import type { Estate } from './subject.ts';

const MINUTES = 12;

let estate: Estate;
beforeAll(async () => {
  estate = await committedEstate();
});

interface Said extends Message {
  readonly atMs: number;
}

/** What the estate says from the start on, in steps as the program takes them. */
function listen(
  simulation: Simulation,
  fromMs: number,
  toMs: number,
  take?: (messages: Message[], now: number) => void,
) {
  const said: Said[] = [];
  for (let now = fromMs; now < toMs; now += 200) {
    const messages = simulation.step(now);
    take?.(messages, now);
    for (const message of messages) said.push({ ...message, atMs: now - EVENING });
  }
  return said;
}

describe('the estate of the repository through twelve minutes of an evening', () => {
  let said: Said[];
  let platform: Platform;
  let simulation: Simulation;
  beforeAll(() => {
    simulation = new Simulation(estate, EVENING);
    platform = new Platform(estate, EVENING);
    said = listen(simulation, EVENING, EVENING + MINUTES * 60_000, (messages, now) => platform.take(messages, now));
    // A busy machine takes some minutes for the twelve.
  }, 240_000);

  test('every message is one that the platform understands', () => {
    expect(platform.refusals).toEqual([]);
  });

  test('every device but the mute ones speaks within the first ten seconds', () => {
    const early = new Set(said.filter(({ atMs }) => atMs < 10_000).map(({ device }) => device));
    expect(simulation.stage.mute.size).toBe(2);
    expect(early.size).toBe(estate.subjects.length - simulation.stage.mute.size);
    expect(said.some(({ device }) => simulation.stage.mute.has(device))).toBe(false);
  });

  test('it says 60 to 120 messages a second, evenly, and the roll call at the start is spread', () => {
    const seconds = new Map<number, number>();
    for (const { atMs } of said) seconds.set(Math.floor(atMs / 1000), (seconds.get(Math.floor(atMs / 1000)) ?? 0) + 1);
    const calm = [...seconds].filter(([second]) => second * 1000 > ROLL_CALL_MS + 2_000).map(([, count]) => count);
    const mean = calm.reduce((sum, count) => sum + count, 0) / calm.length;
    expect(mean).toBeGreaterThan(60);
    expect(mean).toBeLessThan(120);
    expect(Math.max(...calm)).toBeLessThan(160);
    expect(Math.max(...seconds.values())).toBeLessThan(400);
  });

  test('no device is silent for a third of what its kind allows', () => {
    const last = new Map<string, number>();
    const silent: string[] = [];
    for (const { device, channel, atMs } of said) {
      if (channel !== 'observations') continue;
      const { silenceAfterMs } = estate.byCode.get(device)!.entry.kind;
      if (atMs - (last.get(device) ?? 0) > silenceAfterMs / 3) silent.push(device);
      last.set(device, atMs);
    }
    expect(silent).toEqual([]);
  });

  test('the four incidents of the opening are alarmed within 70 s and end by themselves', () => {
    const raised = platform.happenings.filter(({ kind, atS }) => kind === 'raised' && atS < 70);
    const at = (code: string) => raised.filter((each) => each.code === code).map(({ atS }) => Math.round(atS));
    expect(at('perimeter.intrusion')).toEqual([20, 21, 22]);
    const climbed = raised
      .filter(({ code }) => code === 'perimeter.intrusion')
      .map(({ device }) => estate.byCode.get(device)!);
    expect(new Set(climbed.map(({ zone }) => zone)).size, 'E6.1.4-1: one zone').toBe(1);
    expect(new Set(climbed.map(({ kind }) => kind)).size, 'E6.1.4-1: three kinds').toBe(3);
    expect(at('charging.overTemp')).toHaveLength(1);
    expect(at('fire.smoke')).toHaveLength(2);
    expect(at('fallingObject.detected')).toEqual([65]);
    for (const { code, device } of raised.filter((each) => /intrusion|overTemp|smoke|detected/.test(each.code))) {
      const returned = platform.happenings.find(
        (each) => each.kind === 'returned' && each.code === code && each.device === device,
      );
      expect(returned, code).toBeDefined();
    }
  });

  test('the neighbor of the smoke hangs one storey up in the same house, high above the ground', () => {
    const [first, neighbor] = platform.happenings
      .filter(({ kind, code, atS }) => kind === 'raised' && code === 'fire.smoke' && atS < 70)
      .map(({ device }) => estate.byCode.get(device)!);
    expect(first!.at[2]).toBeGreaterThan(38);
    expect(neighbor!.building).toBe(first!.building);
    expect(neighbor!.at[2] - first!.at[2]).toBeGreaterThan(2.5);
    expect(neighbor!.at[2] - first!.at[2]).toBeLessThan(3.5);
  });

  test('two detectors, one fence zone and one port are out of order all the time, the mute fall silent', () => {
    const faults = platform.happenings.filter(({ code }) =>
      ['fire.detectorFault', 'perimeter.lowVoltage', 'charging.selfTestFail', 'fire.offline'].includes(code),
    );
    const standing = faults.filter(({ kind, atS }) => kind === 'raised' && atS < 30).map(({ code }) => code);
    expect(standing.sort()).toEqual([
      'charging.selfTestFail',
      'fire.detectorFault',
      'fire.detectorFault',
      'perimeter.lowVoltage',
    ]);
    expect(faults.filter(({ code, kind }) => code === 'fire.offline' && kind === 'raised')).toHaveLength(1);
    expect(faults.some(({ code, kind }) => code === 'fire.detectorFault' && kind === 'returned')).toBe(false);
  });

  test('nothing else is alarmed: an evening is calm', () => {
    const others = platform.happenings.filter(
      ({ kind, atS, code }) => kind === 'raised' && atS > 75 && code !== 'charging.full',
    );
    expect(others.length).toBeLessThan(8);
  });
});

test('the same seed plays the same, another seed another cast', async () => {
  const play = (of: Estate) => {
    const simulation = new Simulation(of, EVENING);
    listen(simulation, EVENING, EVENING + 30_000);
    return simulation.stage.running.map(({ id, cast }) => `${id} ${[...cast.values()].map(({ code }) => code)}`);
  };
  expect(play(estate)).toEqual(play(await committedEstate()));
  expect(play(estate)).not.toEqual(play(await committedEstate('another')));
});

test('what is asked for by name is played beside the programme, as soon as its players are free', () => {
  const asked = ['lift-trapped', 'shed-trip'].map((id) => ({ scenario: SCENARIOS.get(id)!, atS: 5 }));
  const simulation = new Simulation(estate, EVENING, asked);
  listen(simulation, EVENING, EVENING + 10_000);
  const running = new Map(simulation.stage.running.map(({ id, cast }) => [id, cast]));
  const lift = running.get('lift-trapped')!.get('it')!;
  expect(simulation.values(lift, EVENING + 60_000)).toMatchObject({ trapped: true, mode: 'outOfService' });
  const cabinet = running.get('shed-trip')!.get('cabinet')!;
  expect(['PD-17', 'PD-18', 'PD-19']).toContain(cabinet.code);
  const said = listen(simulation, EVENING + 12_000, EVENING + 60_000);
  expect(said.some(({ device }) => device === cabinet.code)).toBe(true);
  for (const { code, parts } of cabinet.parts)
    for (const silent of [code, ...parts.map((part) => part.code)])
      expect(
        said.some(({ device }) => device === silent),
        silent,
      ).toBe(false);
});

test('event ids differ between two starts', () => {
  const ids = (startMs: number) =>
    listen(new Simulation(estate, startMs), startMs, startMs + 30_000)
      .filter(({ channel }) => channel === 'events')
      .map(({ body }) => body.id);
  const both = [...ids(EVENING), ...ids(EVENING + 60_000)];
  expect(both.length).toBeGreaterThan(4);
  expect(new Set(both).size).toBe(both.length);
});

test('a clock that is set back does not silence the estate', () => {
  const simulation = new Simulation(estate, EVENING);
  listen(simulation, EVENING, EVENING + 12_000);
  const back = EVENING - 3_600_000;
  const heard = new Set(listen(simulation, back, back + 10_000).map(({ device }) => device));
  expect(heard.size).toBe(estate.subjects.length - simulation.stage.mute.size);
});

test('a full battery is told by an event of the port, once', () => {
  const simulation = new Simulation(estate, EVENING);
  const told: Said[] = [];
  for (let now = EVENING; now < EVENING + 4 * 3_600_000; now += 60_000)
    for (const message of simulation.step(now))
      if (message.body.type === 'charging.full') told.push({ ...message, atMs: now - EVENING });
  expect(told.length).toBeGreaterThan(5);
  expect(new Set(told.map(({ device }) => device)).size).toBe(told.length);
  const data = told[0]!.body.data as { energyKwh: number; elapsedS: number };
  expect(data.energyKwh).toBeGreaterThan(0.1);
  expect(data.elapsedS).toBeGreaterThan(3_600);
});

describe('commands', () => {
  const first = (kind: string, state?: string) => {
    const simulation = new Simulation(estate, EVENING);
    listen(simulation, EVENING, EVENING + 10_000);
    const taken = new Set(simulation.stage.running.flatMap(({ cast }) => [...cast.values()]));
    const subject = estate.subjects.find(
      (each) =>
        each.kind === kind &&
        !taken.has(each) &&
        !simulation.stage.mute.has(each.code) &&
        (state === undefined || simulation.values(each, EVENING + 10_000).portState === state),
    )!;
    return { simulation, subject };
  };
  const NOW = EVENING + 10_000;

  test('stopPort ends the current at once, is told at once, and startPort gives it back', () => {
    const { simulation, subject } = first('ebike-charging-port', 'charging');
    const before = simulation.values(subject, NOW);
    const [ack, report] = simulation.obey(subject.code, { id: 'c1', command: 'stopPort' }, NOW);
    expect(ack).toEqual({ device: subject.code, channel: 'acks', body: { id: 'c1', ok: true } });
    expect(report!.body.values).toMatchObject({
      portState: 'stopped',
      currentA: 0,
      powerW: 0,
      energyKwh: before.energyKwh,
    });
    expect(simulation.values(subject, NOW + 5 * 60_000).portState).toBe('stopped');
    simulation.obey(subject.code, { id: 'c2', command: 'startPort' }, NOW + 6 * 60_000);
    expect(simulation.values(subject, NOW + 6 * 60_000).portState).toBe('charging');
  });

  test('a siren sounds and falls quiet by itself after three minutes', () => {
    const { simulation, subject } = first('siren-strobe');
    const [, report] = simulation.obey(subject.code, { id: 'c1', command: 'on' }, NOW);
    expect(report!.body.values).toEqual({ on: true });
    expect(simulation.values(subject, NOW + 170_000).on).toBe(true);
    expect(simulation.values(subject, NOW + 190_000).on).toBe(false);
  });

  test('a zone is disarmed until it is armed', () => {
    const { simulation, subject } = first('pulse-fence-zone');
    simulation.obey(subject.code, { id: 'c1', command: 'disarm' }, NOW);
    expect(simulation.values(subject, NOW + 86_400_000).armed).toBe(false);
    simulation.obey(subject.code, { id: 'c2', command: 'arm' }, NOW + 86_400_000);
    expect(simulation.values(subject, NOW + 86_400_000).armed).toBe(true);
  });

  test('6.3.4 every command that the catalogue declares is carried out by a device of its kind', () => {
    const example = (argument: CommandArgument): string | number => {
      if (argument.type === 'number') return Math.max(argument.range[0], Math.min(argument.range[1], 5));
      return argument.type === 'text' ? '测试' : argument.choices[0]!.name;
    };
    for (const [kind, { commands }] of FACILITIES.flatMap(({ deviceKinds }) => Object.entries(deviceKinds))) {
      for (const [command, { args = {} }] of Object.entries(commands ?? {})) {
        const { simulation, subject } = first(kind);
        const given = Object.fromEntries(Object.entries(args).map(([name, argument]) => [name, example(argument)]));
        const [ack] = simulation.obey(subject.code, { id: 'c1', command, args: given }, NOW);
        const moving = command === 'holdDoor' && simulation.values(subject, NOW).speedMps !== 0;
        if (!moving) expect(ack?.body, `${command} of ${kind}`).toEqual({ id: 'c1', ok: true });
      }
    }
  });

  test('E6.1.4-3 a PTZ camera turns by the step and goes to its presets', () => {
    const { simulation, subject } = first('ptz-camera');
    const before = simulation.values(subject, NOW);
    simulation.obey(subject.code, { id: 'c1', command: 'pan', args: { stepDeg: 30 } }, NOW);
    simulation.obey(subject.code, { id: 'c2', command: 'zoom', args: { step: 3 } }, NOW);
    expect(simulation.values(subject, NOW).panDeg).toBe((Number(before.panDeg) + 30) % 360);
    expect(simulation.values(subject, NOW).zoom).toBe(4);
    simulation.obey(subject.code, { id: 'c3', command: 'goToPreset', args: { preset: 3 } }, NOW);
    expect(simulation.values(subject, NOW)).toMatchObject({ panDeg: 90, tiltDeg: -12 });
  });

  test('7.2.5-4 an accident broadcast is heard over a programme, which goes on afterwards', () => {
    const { simulation, subject } = first('broadcast-terminal');
    const play = (id: string, level: string, what: object) =>
      simulation.obey(subject.code, { id, command: 'play', args: { level, ...what } }, NOW);
    const [, started] = play('c1', 'programme', { programme: 'morning.mp3' });
    expect(started!.body).toMatchObject({ type: 'broadcast.started', data: { programme: 'morning.mp3' } });
    play('c2', 'accident', { text: '发生火警' });
    expect(simulation.values(subject, NOW + 1_000).playing).toBe('accident');
    const host = estate.byCode.get('BH-01')!;
    expect(simulation.values(host, NOW + 1_000)).toMatchObject({ playing: 'accident', terminalsPlaying: 1 });
    // What is asked for at a lower level meanwhile waits.
    play('c3', 'prompt', { text: '请注意' });
    expect(simulation.values(subject, NOW + 2_000).playing).toBe('accident');
    expect(simulation.values(subject, NOW + 80_000).playing).toBe('programme');
    expect(simulation.values(subject, NOW + 300_000).playing).toBe('silent');
  });

  test('7.2.5-2 a loudspeaker that is restarted says nothing for a moment and goes on with its programme', () => {
    const { simulation, subject } = first('broadcast-terminal');
    simulation.obey(subject.code, { id: 'c1', command: 'play', args: { level: 'programme', programme: 'a' } }, NOW);
    simulation.obey(subject.code, { id: 'c2', command: 'restart' }, NOW + 1_000);
    expect(simulation.obey(subject.code, { id: 'c3', command: 'stop' }, NOW + 2_000)).toEqual([]);
    const said = listen(simulation, NOW + 2_000, NOW + 14_000).filter(({ device }) => device === subject.code);
    expect(said[0]!.atMs).toBeGreaterThan(NOW + 8_500 - EVENING);
    expect(said[0]!.body.values).toMatchObject({ playing: 'programme' });
  });

  test('5.7.3-3 a lighting circuit takes its lamps with it, by hand and back to the schedule', () => {
    const { simulation, subject } = first('lamp-group');
    expect(simulation.values(subject, NOW)).toMatchObject({ on: true, controlMode: 'schedule' });
    simulation.obey(subject.code, { id: 'c1', command: 'off' }, NOW);
    expect(simulation.values(subject, NOW)).toMatchObject({ on: false, lampsOn: 0, controlMode: 'manual' });
    for (const lamp of subject.parts) expect(simulation.values(lamp, NOW)).toMatchObject({ on: false, dimPct: 0 });
    simulation.obey(subject.code, { id: 'c2', command: 'auto' }, NOW);
    expect(simulation.values(subject, NOW)).toMatchObject({ on: true, lampsOn: subject.parts.length });
  });

  test('7.2.7-2 a lift that is sent to the ground stays there with open doors until it is released', () => {
    const { simulation, subject } = first('elevator');
    simulation.obey(subject.code, { id: 'c1', command: 'toGround' }, NOW);
    expect(simulation.values(subject, NOW + 60_000)).toMatchObject({ floor: 1, doorState: 'open', mode: 'toGround' });
    simulation.obey(subject.code, { id: 'c2', command: 'release' }, NOW + 60_000);
    expect(simulation.values(subject, NOW + 60_000).mode).toBe('normal');
  });

  test('doors and barriers open and close by themselves', () => {
    const door = first('access-controller');
    const [, opened] = door.simulation.obey(door.subject.code, { id: 'c1', command: 'open', args: { forS: 20 } }, NOW);
    expect(opened!.body).toMatchObject({ type: 'access.opened', data: { openWay: 'remote' } });
    expect(door.simulation.values(door.subject, NOW + 15_000).lockState).toBe('unlocked');
    const gate = first('barrier-gate');
    gate.simulation.obey(gate.subject.code, { id: 'c1', command: 'open' }, NOW);
    expect(gate.simulation.values(gate.subject, NOW + 20_000).position).toBe('open');
  });

  test('arguments that are not as declared are refused with what was expected', () => {
    const { simulation, subject } = first('street-lamp');
    const [ack] = simulation.obey(subject.code, { id: 'c1', command: 'dim', args: { dimPct: 140 } }, NOW);
    expect(ack!.body).toEqual({ id: 'c1', ok: false, reason: 'dim: dimPct must be a number from 0 to 100' });
  });

  test('what a device does not know is refused with a reason', () => {
    const { simulation, subject } = first('siren-strobe');
    const [ack] = simulation.obey(subject.code, { id: 'c1', command: 'stopPort' }, NOW);
    expect(ack!.body).toEqual({ id: 'c1', ok: false, reason: 'a siren-strobe knows no command stopPort' });
    expect(simulation.obey('nobody', { id: 'c2', command: 'on' }, NOW)[0]!.body).toMatchObject({ id: 'c2', ok: false });
  });

  test('a port out of order is not started', () => {
    const { simulation } = first('siren-strobe');
    const broken = simulation.stage.running.find(({ id }) => id === 'broken-port')!.cast.get('port')!;
    expect(simulation.values(broken, NOW).portState).toBe('fault');
    expect(simulation.obey(broken.code, { id: 'c1', command: 'startPort' }, NOW)[0]!.body).toMatchObject({ ok: false });
  });
});
