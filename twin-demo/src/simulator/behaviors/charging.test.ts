import { beforeAll, expect, test } from 'vitest';
import { momentAt, type Values } from '../behavior.ts';
import { lastSession } from '../charging-session.ts';
import { committedEstate } from '../committed-estate.test-kit.ts';
import { HOUR_MS, localDay } from '../local-time.ts';
import type { Estate, Subject } from '../subject.ts';
import { CAR_PROFILE, chargingBehaviors, EBIKE_PROFILE } from './charging.ts';

const OFFSET_MS = 8 * HOUR_MS;
const MIDNIGHT = Date.parse('2026-11-22T00:00:00+08:00');

let estate: Estate;
let ports: Subject[];
beforeAll(async () => {
  estate = await committedEstate();
  ports = estate.subjects.filter(({ kind }) => kind === 'ebike-charging-port' || kind === 'ev-charger');
});

const show = (subject: Subject, timeMs: number): Values =>
  chargingBehaviors[subject.kind]!.show(subject, momentAt(estate, timeMs, OFFSET_MS), []);

const times = (fromHour: number, toHour: number, stepMinutes: number) =>
  Array.from(
    { length: ((toHour - fromHour) * 60) / stepMinutes },
    (_, index) => MIDNIGHT + fromHour * HOUR_MS + index * stepMinutes * 60_000,
  );

test('power is voltage times current, and there is no current without charging', () => {
  for (const port of ports) {
    for (const timeMs of times(0, 24, 20)) {
      const { portState, voltageV, currentA, powerW } = show(port, timeMs);
      expect(Number(powerW)).toBeCloseTo(Number(voltageV) * Number(currentA), 6);
      if (portState === 'charging') expect(Number(powerW)).toBeGreaterThan(5);
      else expect(currentA).toBe(0);
    }
  }
});

test('chargers draw what such chargers draw: e-bikes at most 400 W, cars at most 32 A', () => {
  const peak = (kind: string, property: string) =>
    Math.max(
      ...ports
        .filter((port) => port.kind === kind)
        .flatMap((port) => times(0, 24, 20).map((timeMs) => Number(show(port, timeMs)[property]))),
    );
  expect(peak('ebike-charging-port', 'powerW')).toBeGreaterThan(250);
  expect(peak('ebike-charging-port', 'powerW')).toBeLessThanOrEqual(400);
  expect(peak('ev-charger', 'currentA')).toBeGreaterThan(25);
  expect(peak('ev-charger', 'currentA')).toBeLessThanOrEqual(32.5);
});

test('energy is the power over the time of the session, to a percent', () => {
  const port = ports.find(
    (each) => each.kind === 'ebike-charging-port' && show(each, MIDNIGHT + 20 * HOUR_MS).portState === 'charging',
  )!;
  const session = lastSession(
    port.salt,
    EBIKE_PROFILE,
    MIDNIGHT + 20 * HOUR_MS,
    localDay(MIDNIGHT, OFFSET_MS),
    OFFSET_MS,
  )!;
  let kwh = 0;
  const stepMs = 10_000;
  for (let timeMs = session.startMs; timeMs < session.endMs; timeMs += stepMs)
    kwh += (Number(show(port, timeMs + stepMs / 2).powerW) * stepMs) / HOUR_MS / 1000;
  const { energyKwh, elapsedS } = show(port, session.endMs - 1);
  expect(Math.abs(Number(energyKwh) - kwh)).toBeLessThan(0.01 * kwh);
  expect(Number(elapsedS)).toBe(Math.floor((session.endMs - 1 - session.startMs) / 1000));
});

test('nothing jumps but the plug: temperature is continuous through all sessions', () => {
  for (const port of ports.slice(0, 12)) {
    let before: number | undefined;
    for (const timeMs of times(0, 24, 1)) {
      const now = Number(show(port, timeMs).temperatureC);
      expect(Math.abs(now - (before ?? now))).toBeLessThan(2);
      before = now;
    }
  }
});

test('vehicles never overlap: a session begins after the last has left', () => {
  for (const port of ports) {
    const profile = port.kind === 'ev-charger' ? CAR_PROFILE : EBIKE_PROFILE;
    let last = lastSession(port.salt, profile, MIDNIGHT, localDay(MIDNIGHT, OFFSET_MS), OFFSET_MS);
    for (const timeMs of times(0, 72, 10)) {
      const session = lastSession(port.salt, profile, timeMs, localDay(timeMs, OFFSET_MS), OFFSET_MS);
      if (session && last && session.startMs !== last.startMs)
        expect(session.startMs).toBeGreaterThanOrEqual(last.leaveMs);
      last = session;
    }
  }
});

test('the evening is busier than the morning, and by night most have left', () => {
  const charging = (hour: number) =>
    ports.filter((port) => show(port, MIDNIGHT + hour * HOUR_MS).portState === 'charging').length;
  expect(charging(21)).toBeGreaterThan(1.5 * charging(10));
  expect(charging(21)).toBeGreaterThan(ports.length / 3);
  expect(charging(5.5)).toBeLessThan(ports.length / 8);
});

test('a cabinet shows the sum of its ports', () => {
  const cabinet = estate.subjects.find(({ kind }) => kind === 'ebike-charger')!;
  expect(cabinet.parts.length).toBeGreaterThan(1);
  const moment = momentAt(estate, MIDNIGHT + 20 * HOUR_MS, OFFSET_MS);
  const parts = cabinet.parts.map((part) => show(part, moment.timeMs));
  const { powerW, portsUsed } = chargingBehaviors['ebike-charger']!.show(cabinet, moment, parts);
  expect(powerW).toBeCloseTo(parts.reduce((sum, part) => sum + Number(part.powerW), 0));
  expect(portsUsed).toBe(parts.filter(({ portState }) => portState !== 'idle').length);
});

test('a car has a state of charge that rises to 100 % when it is full, an empty place has none', () => {
  const cars = ports.filter(({ kind }) => kind === 'ev-charger');
  const shown = cars.flatMap((port) => times(0, 24, 15).map((timeMs) => show(port, timeMs)));
  expect(shown.some(({ portState }) => portState === 'full')).toBe(true);
  for (const { portState, socPct } of shown) {
    if (portState === 'idle') expect(socPct).toBeUndefined();
    if (portState === 'full') expect(Number(socPct)).toBeCloseTo(100, 1);
    if (portState === 'charging') expect(Number(socPct)).toBeLessThan(100);
  }
});

test('7.2.11-3, E6.1.9-2 the operator tells of every session when it begins and how it was paid, under one name; of none that an incident made', () => {
  const told = new Set<unknown>();
  for (const port of ports) {
    const profile = port.kind === 'ev-charger' ? CAR_PROFILE : EBIKE_PROFILE;
    const at = (timeMs: number) => momentAt(estate, timeMs, OFFSET_MS);
    const [began, paid] = ['charging.sessionStarted', 'charging.sessionPaid'].map(
      (type) => chargingBehaviors[port.kind]!.announces!.find(({ event }) => event === type)!,
    );
    const evening = MIDNIGHT + 24 * HOUR_MS;
    const session = lastSession(port.salt, profile, evening, localDay(evening, OFFSET_MS), OFFSET_MS);
    if (!session) continue;
    const start = began!.adds!(port, at(session.startMs + 2_000))!;
    const end = paid!.adds!(port, at(session.leaveMs + 2_000));
    expect(start.session).toContain(port.code);
    expect(began!.adds!(port, at(session.startMs + 120_000))).toBeUndefined();
    // Another vehicle may have come at the moment this one left.
    if (!end || end.session !== start.session) continue;
    expect(Number(end.energyKwh)).toBeGreaterThan(0);
    expect(Number(end.amountYuan)).toBeGreaterThan(0);
    told.add(end.channel);
  }
  expect(told).toEqual(new Set(['alipay', 'wechat', 'unionpay']));
});
