import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  confirmed,
  FA1,
  FAULT,
  FIRE,
  GD1,
  HD1,
  NORMAL,
  PanelBench,
  POINTS,
  SMOKE,
  SOON,
} from './panel-bench.test-kit.ts';
import { AT_SIGNS, SINGLE_BYTES, unit } from './panel-simulator.test-kit.ts';

let centre: PanelBench;
beforeAll(async () => {
  centre = await PanelBench.open();
});
afterAll(() => centre.bench.close());
afterEach(() => centre.hangUp());

describe.each([
  ['@@ … ##', AT_SIGNS, {}],
  ['68 … 16', SINGLE_BYTES, { startBytes: '68', endBytes: '16' }],
] as const)('7.2.7-2, 6.4.4-2, 4.2.5 a panel over TCP, frames between %s', (_, delimiters, settings) => {
  test('fire makes an alarm by itself and is confirmed, its end returns it', async () => {
    await centre.listen(settings);
    const panel = await centre.dial({ delimiters });
    const before = centre.raised('FA-1').length;
    await confirmed(panel, panel.send(unit.components({ ...FA1, bits: FIRE })));
    // Confirmed is committed: no waiting for what it led to.
    expect(await centre.value('FA-1', 'alarm')).toBe(1);
    expect(centre.raised('FA-1').slice(before)).toEqual(['fire.smoke']);
    await confirmed(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
    expect(centre.active('FA-1')).toEqual([]);
    expect(await centre.state()).toMatchObject({
      condition: 'connected',
      reason: null,
      counters: { received: 2, stored: 2, refused: 0, lost: 0 },
    });
  });

  test('one byte at a time, many frames in one segment, and noise between them', async () => {
    await centre.listen(settings);
    const panel = await centre.dial({ delimiters });
    const slow = panel.frame(unit.components({ ...FA1, bits: NORMAL }));
    for (const byte of slow.bytes) {
      panel.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await confirmed(panel, slow.serial);
    const [first, second] = [panel.frame(unit.components({ ...FA1, bits: FAULT })), panel.frame(Buffer.alloc(0))];
    panel.write(Buffer.concat([Buffer.from('noise@h#'), first.bytes, Buffer.from([0x40, 0x68, 0x23]), second.bytes]));
    await confirmed(panel, second.serial);
    await confirmed(panel, first.serial);
    expect(await centre.value('FA-1', 'fault')).toBe(1);
    await expect.poll(async () => (await centre.letters())[0]?.reason, SOON).toBe('frame: 8 bytes that are no frame');
    await confirmed(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
  });

  test('6.3.4 a wrong checksum is denied and a dead letter, and what comes again rightly is taken', async () => {
    await centre.listen(settings);
    const panel = await centre.dial({ delimiters });
    const { serial, bytes } = panel.frame(unit.components({ ...FA1, bits: FIRE }));
    const corrupt = Buffer.from(bytes);
    // The bits of the state: no alarm, were it believed.
    corrupt[delimiters.start.length + 25 + 9] = NORMAL;
    panel.write(corrupt);
    await expect.poll(() => panel.denied, SOON).toEqual([serial]);
    const [letter] = await centre.letters();
    expect(letter).toMatchObject({
      reason: expect.stringMatching(/^frame: checksum 0x..?, expected 0x..?$/),
      protocol: 'gb26875-tcp',
    });
    expect(JSON.parse(letter!.payload)).toEqual({ bytes: corrupt.toString('hex') });
    expect(centre.active('FA-1')).toEqual([]);
    panel.write(bytes);
    await confirmed(panel, serial);
    expect(centre.active('FA-1')).toHaveLength(1);
    await confirmed(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
  });
});

describe('7.2.7-2 what a panel tells', () => {
  test('7.2.7-1 heat and gas detectors: bits and analog values in their units', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const analogs = unit.analogs(
      { ...HD1, analog: 3, raw: -123 },
      { ...GD1, analog: 6, raw: 125 },
      { ...GD1, analog: 1, raw: 4 },
    );
    await confirmed(panel, panel.send(analogs));
    expect(await centre.value('HD-1', 'temperatureC')).toBe(-12.3);
    expect(await centre.value('GD-1', 'concentrationLel')).toBe(12.5);
    expect(centre.raised('GD-1')).toEqual(['fire.gasLimit']);
    await confirmed(
      panel,
      panel.send(unit.components({ ...HD1, bits: FIRE }, { ...GD1, bits: FIRE | FAULT }, { ...HD1, bits: NORMAL })),
    );
    // Fire and its end in one frame are both told.
    expect(centre.raised('HD-1')).toEqual(['fire.heat']);
    expect(centre.active('HD-1')).toEqual([]);
    expect(centre.raised('GD-1')).toEqual(['fire.gasLimit', 'fire.gas', 'fire.detectorFault']);
    expect(await centre.value('GD-1', 'alarm')).toBe(1);
    expect(await centre.value('GD-1', 'fault')).toBe(1);
    expect((await centre.letters())[0]!.reason).toBe(
      'device: no point takes count of component type 11 at 1 of system 1/1 of transmission device 889',
    );
  });

  test('a fire and its end that come at once are both told', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const before = centre.raised('FA-1').length;
    const frames = [FIRE, NORMAL, FIRE, NORMAL].map((bits) => panel.frame(unit.components({ ...FA1, bits })));
    panel.write(Buffer.concat(frames.map(({ bytes }) => bytes)));
    await expect.poll(() => panel.confirmed, SOON).toEqual(frames.map(({ serial }) => serial));
    expect(centre.raised('FA-1').slice(before)).toEqual(['fire.smoke', 'fire.smoke']);
    expect(centre.active('FA-1')).toEqual([]);
  });

  test('states of the system and of the transmission device go where points say', async () => {
    await centre.listen({}, [
      ...POINTS,
      { of: 'transmitter', device: 'FA-2', property: 'fault', from: 'mainPowerFault' },
      { of: 'system', system: 1, systemType: 1, device: 'FA-2', property: 'alarm', from: 'fire', source: 889 },
      { of: 'system', system: 1, systemType: 1, device: 'FA-1', property: 'alarm', from: 'fire', source: 890 },
    ]);
    const panel = await centre.dial();
    const before = centre.raised('FA-1').length;
    await confirmed(panel, panel.send(unit.transmitter(0b1000)));
    expect(await centre.value('FA-2', 'fault')).toBe(1);
    await confirmed(panel, panel.send(unit.system(FIRE)));
    expect(await centre.value('FA-2', 'alarm')).toBe(1);
    // The same system of another transmission device is another system.
    expect(centre.raised('FA-1')).toHaveLength(before);
    await confirmed(panel, panel.send(unit.transmitter(0)));
    await confirmed(panel, panel.send(unit.system(NORMAL)));
    expect(centre.active('FA-2')).toEqual([]);
  });

  test('6.3.4 an unknown component is one dead letter until its state is another, with the panel’s own words', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const before = (await centre.letters()).length;
    const told = async () => (await centre.letters()).slice(0, -before || undefined).map(({ reason }) => reason);
    const unknown = { type: SMOKE, component: 99 };
    for (const bits of [NORMAL, NORMAL, FIRE, FIRE])
      await confirmed(panel, panel.send(unit.components({ ...unknown, bits }, { ...FA1, bits: NORMAL })));
    const where = 'device: no point takes component type 42 at 99 of system 1/1';
    expect(await told()).toEqual([
      `${where} (fire) of transmission device 889`,
      `${where} (normal) of transmission device 889`,
    ]);
    expect(JSON.parse((await centre.letters())[0]!.payload)).toMatchObject({
      source: 889,
      component: 99,
      description: '3号楼5层走廊烟感',
      at: '2026-11-29T07:04:05.000Z',
    });
    expect(await centre.state()).toMatchObject({
      reason: `${where} (fire) of transmission device 889`,
      counters: { stored: 4, refused: 2 },
    });
  });

  test('6.3.4 what was done at the panel, and what makes no sense, is durable before it is confirmed', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const before = (await centre.letters()).length;
    for (const data of [
      unit.systemOperation(0b101),
      unit.transmitterOperation(0b100000),
      Buffer.of(22),
      Buffer.of(22),
      Buffer.of(91, 1, 0),
    ])
      await confirmed(panel, panel.send(data));
    const reasons = (await centre.letters()).slice(0, -before || undefined).map(({ reason }) => reason);
    expect(reasons.reverse()).toEqual([
      'type: reset, manualAlarm at system 1/1 by operator 7',
      'type: dutyAnswer at the transmission device by operator 7',
      'data: 1 bytes, shorter than type and count',
      'type: 91 is not read here; expected 1, 2, 3, 4, 21, 24, 25, 28 or 26',
    ]);
  });

  test('a value that the twin does not take is refused by itself, once, and the frame is confirmed', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const hot = unit.analogs({ ...HD1, analog: 3, raw: 32_000 }, { ...GD1, analog: 6, raw: 50 });
    await confirmed(panel, panel.send(hot));
    await confirmed(panel, panel.send(hot));
    expect(await centre.value('GD-1', 'concentrationLel')).toBe(5);
    expect((await centre.letters('HD-1')).map(({ reason }) => reason)).toEqual([
      'values.temperatureC: expected -50 to 300 °C',
    ]);
  });

  test('a command that does not go up is denied; an answer to nothing is not answered', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const denied = [panel.send(Buffer.alloc(0), 1), panel.send(Buffer.alloc(0), 200)];
    for (const command of [3, 5, 6]) panel.send(Buffer.alloc(0), command);
    await expect.poll(() => panel.denied, SOON).toEqual(denied);
    const serial = panel.heartbeat();
    await confirmed(panel, serial);
    expect(panel.answers).toHaveLength(3);
  });
});
