import { defineFacility } from '../facility.ts';

const NORMAL_FAULT = [
  { zh: '正常', en: 'normal' },
  { zh: '故障', en: 'fault' },
] as const;

const ALARM_BIT = [
  { zh: '正常', en: 'normal' },
  { zh: '报警', en: 'alarm' },
] as const;

const LINKED = [
  { do: 'isolateStorey', clause: '7.2.7-5' },
  {
    do: 'broadcast',
    text: {
      zh: '本楼发生火警，请立即沿疏散楼梯撤离，不要乘坐电梯。',
      en: 'Fire alarm in this building. Leave by the stairs now. Do not use the lifts.',
    },
    level: 'accident',
    within: 'building',
    clause: '7.2.5-4',
  },
  { do: 'command', command: 'on', kinds: ['siren-strobe'], within: 'building', clause: '7.2.7-2' },
  // GB 50116-2013, 4.7.1 and 4.10.1: lifts to the ground floor, doors on the ways out unlocked. The access and lift systems are told, never the fire system.
  { do: 'command', command: 'toGround', kinds: ['elevator', 'fire-lift'], within: 'building', clause: '7.2.7-2' },
  {
    do: 'command',
    command: 'open',
    args: { forS: 1800 },
    kinds: ['access-controller'],
    within: 'building',
    clause: '7.2.7-2',
  },
  { do: 'flyTo', clause: '7.2.7-2' },
  { do: 'openCamera', clause: '7.2.7-2' },
  { do: 'notify', clause: '7.2.7-2' },
  { do: 'callList', clause: '7.2.7-2' },
  { do: 'alertOut', clause: '7.2.7-4' },
] as const;

/** Before the detector itself alarms: people look, nobody is sent out of the house yet. */
const LOOK = [
  { do: 'isolateStorey', clause: '7.2.7-5' },
  { do: 'flyTo', clause: '7.2.7-2' },
  { do: 'openCamera', clause: '7.2.7-2' },
  { do: 'notify', clause: '7.2.7-2' },
  { do: 'callList', clause: '7.2.7-2' },
] as const;

/** Stays until somebody has seen it, and is escalated after a minute. */
const FIRE = { latched: true, reactionLimitMs: 60_000, actions: LINKED } as const;

/** Fire alarm system, clause 7.2.7: supervised only, never commanded (E6.1.7-1). */
export const fireAlarm = defineFacility({
  id: 'fire-alarm',
  label: { zh: '火灾报警', en: 'Fire alarm' },
  clause: '7.2.7',
  supervisedOnly: true,
  symbol:
    'M12 2c1 4 5.5 6.5 5.5 12A5.5 6.5 0 0 1 12 21.5 5.5 6.5 0 0 1 6.5 15c0-2.5 1.5-4 2.2-6 1.3.8 1.8 1.8 2 3C11.8 9.5 12.5 6 12 2z',
  deviceKinds: {
    'smoke-detector': {
      label: { zh: '感烟探测器', en: 'Smoke detector' },
      ifc: ['IfcSensor.SMOKESENSOR'],
      silenceAfterMs: 300_000,
      datastreams: {
        obscurationPctM: {
          label: { zh: '烟雾浓度', en: 'Obscuration' },
          unit: '%/m',
          type: 'number',
          decimals: 2,
          range: [0, 100],
        },
        alarm: { label: { zh: '报警位', en: 'Alarm bit' }, unit: '', type: 'boolean', words: ALARM_BIT },
        fault: { label: { zh: '自检', en: 'Self-test' }, unit: '', type: 'boolean', words: NORMAL_FAULT },
        batteryPct: { label: { zh: '电量', en: 'Battery' }, unit: '%', type: 'number', decimals: 0, range: [0, 100] },
      },
    },
    'heat-detector': {
      label: { zh: '感温探测器', en: 'Heat detector' },
      ifc: ['IfcSensor.HEATSENSOR'],
      silenceAfterMs: 300_000,
      datastreams: {
        temperatureC: {
          label: { zh: '温度', en: 'Temperature' },
          unit: '°C',
          type: 'number',
          decimals: 1,
          range: [-50, 300],
        },
        alarm: { label: { zh: '报警位', en: 'Alarm bit' }, unit: '', type: 'boolean', words: ALARM_BIT },
        fault: { label: { zh: '自检', en: 'Self-test' }, unit: '', type: 'boolean', words: NORMAL_FAULT },
      },
    },
    'combustible-gas-detector': {
      label: { zh: '可燃气体探测器', en: 'Combustible gas detector' },
      ifc: ['IfcSensor.GASSENSOR', 'IfcSensor.COSENSOR'],
      silenceAfterMs: 300_000,
      datastreams: {
        concentrationLel: {
          label: { zh: '浓度', en: 'Concentration' },
          unit: '%LEL',
          type: 'number',
          decimals: 1,
          range: [0, 100],
        },
        alarm: { label: { zh: '报警位', en: 'Alarm bit' }, unit: '', type: 'boolean', words: ALARM_BIT },
        fault: { label: { zh: '自检', en: 'Self-test' }, unit: '', type: 'boolean', words: NORMAL_FAULT },
      },
    },
  },
  alarms: [
    {
      code: 'fire.smoke',
      label: { zh: '感烟报警', en: 'Smoke alarm' },
      priority: 1,
      clause: '7.2.7-2',
      kinds: ['smoke-detector'],
      when: { property: 'alarm', equals: 1 },
      ...FIRE,
    },
    {
      code: 'fire.heat',
      label: { zh: '感温报警', en: 'Heat alarm' },
      priority: 1,
      clause: '7.2.7-2',
      kinds: ['heat-detector'],
      when: { property: 'alarm', equals: 1 },
      ...FIRE,
    },
    {
      // GB 4716-2005: a detector of class A2 answers at 70 °C at the latest; one that is hotter and silent has failed to.
      code: 'fire.heatLimit',
      label: { zh: '温度超限', en: 'Temperature above limit' },
      priority: 1,
      clause: '7.2.7-2',
      kinds: ['heat-detector'],
      when: { property: 'temperatureC', above: 70, deadband: 5 },
      unless: { property: 'alarm', equals: 1 },
      ...FIRE,
    },
    {
      code: 'fire.gas',
      label: { zh: '可燃气体报警', en: 'Combustible gas alarm' },
      priority: 1,
      clause: '7.2.7-2',
      kinds: ['combustible-gas-detector'],
      when: { property: 'alarm', equals: 1 },
      ...FIRE,
    },
    {
      // 10 %LEL is the usual low set point of household detectors (GB 15322.2-2019: 5 to 25 %LEL): a leak before the detector alarms.
      code: 'fire.gasLimit',
      label: { zh: '可燃气体浓度超限', en: 'Combustible gas above limit' },
      priority: 1,
      clause: '7.2.7-1',
      kinds: ['combustible-gas-detector'],
      when: { property: 'concentrationLel', above: 10, deadband: 2 },
      unless: { property: 'alarm', equals: 1 },
      ...FIRE,
      actions: LOOK,
    },
    {
      code: 'fire.detectorFault',
      label: { zh: '探测器故障', en: 'Detector fault' },
      priority: 2,
      clause: 'E6.1.7-2',
      when: { property: 'fault', equals: 1 },
      fault: true,
    },
    {
      code: 'fire.offline',
      label: { zh: '探测器失联', en: 'Detector not monitored' },
      priority: 2,
      clause: 'E6.1.7-2',
      when: { silent: true },
      fault: true,
    },
  ],
});
