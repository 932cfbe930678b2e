import { defineFacility } from '../facility.ts';

const PORT_STATE = {
  label: { zh: '端口状态', en: 'Port state' },
  unit: '',
  type: 'state',
  states: [
    { name: 'idle', label: { zh: '空闲', en: 'idle' } },
    { name: 'charging', label: { zh: '充电中', en: 'charging' } },
    { name: 'full', label: { zh: '充满', en: 'full' } },
    { name: 'stopped', label: { zh: '已停充', en: 'stopped' } },
    { name: 'fault', label: { zh: '故障', en: 'fault' } },
  ],
} as const;

const PORT = {
  portState: PORT_STATE,
  voltageV: { label: { zh: '电压', en: 'Voltage' }, unit: 'V', type: 'number', decimals: 1, range: [0, 1000] },
  currentA: { label: { zh: '电流', en: 'Current' }, unit: 'A', type: 'number', decimals: 2, range: [0, 500] },
  powerW: { label: { zh: '功率', en: 'Power' }, unit: 'W', type: 'number', decimals: 0, range: [0, 500_000] },
  energyKwh: {
    label: { zh: '本次电量', en: 'Session energy' },
    unit: 'kWh',
    type: 'number',
    decimals: 2,
    range: [0, 1000],
  },
  temperatureC: {
    label: { zh: '端口温度', en: 'Port temperature' },
    unit: '°C',
    type: 'number',
    decimals: 1,
    range: [-50, 300],
  },
  elapsedS: {
    label: { zh: '充电时长', en: 'Charging time' },
    unit: 's',
    type: 'number',
    decimals: 0,
    range: [0, 604_800],
  },
} as const;

const PORT_COMMANDS = {
  stopPort: { label: { zh: '停止充电', en: 'Stop charging' }, confirm: true },
  startPort: { label: { zh: '恢复充电', en: 'Resume charging' } },
} as const;

const PORTS = ['ebike-charging-port', 'ev-charger'] as const;

const STOP = { do: 'command', command: 'stopPort', kinds: PORTS, within: 'device', clause: '7.2.11-2' } as const;

/** Charging of e-bikes and cars, clause 7.2.11: the six protections of 7.2.11-1 as alarms. */
export const charging = defineFacility({
  id: 'charging',
  label: { zh: '充电', en: 'Charging' },
  clause: '7.2.11',
  symbol: 'M13.5 2 5 13.5h5.5L9 22l9-12.5h-6z',
  deviceKinds: {
    'ebike-charger': {
      label: { zh: '电动自行车充电桩', en: 'E-bike charger' },
      ifc: ['IfcElectricAppliance', 'IfcOutlet.POWEROUTLET'],
      silenceAfterMs: 120_000,
      datastreams: {
        voltageV: PORT.voltageV,
        powerW: PORT.powerW,
        temperatureC: { ...PORT.temperatureC, label: { zh: '柜内温度', en: 'Cabinet temperature' } },
        portsUsed: {
          label: { zh: '占用端口', en: 'Ports in use' },
          unit: '',
          type: 'number',
          decimals: 0,
          range: [0, 64],
        },
      },
    },
    'ebike-charging-port': {
      label: { zh: '充电端口', en: 'E-bike charging port' },
      ifc: ['IfcOutlet.POWEROUTLET'],
      silenceAfterMs: 180_000,
      commands: PORT_COMMANDS,
      datastreams: PORT,
    },
    'ev-charger': {
      label: { zh: '电动汽车充电桩', en: 'EV charger' },
      ifc: ['IfcElectricAppliance'],
      silenceAfterMs: 180_000,
      commands: PORT_COMMANDS,
      datastreams: {
        ...PORT,
        socPct: {
          label: { zh: '电池电量', en: 'State of charge' },
          unit: '%',
          type: 'number',
          decimals: 0,
          range: [0, 100],
        },
      },
    },
  },
  // The port's own trip, with power, current and temperature at that moment; the alarm is of the temperature itself.
  // Sessions are told by the operator's own system (7.2.11-3).
  events: {
    overTemp: { label: { zh: '过温保护动作', en: 'Over-temperature protection tripped' } },
    sessionStarted: { label: { zh: '开始充电', en: 'Charging session begun' } },
    sessionPaid: { label: { zh: '完成支付', en: 'Charging session paid' } },
  },
  alarms: [
    {
      // Contact and cable parts of low-voltage outlets are commonly limited to 70 °C; a port hotter than that must stop.
      code: 'charging.overTemp',
      label: { zh: '充电过温', en: 'Charging over-temperature' },
      priority: 1,
      clause: '7.2.11-1',
      kinds: PORTS,
      when: { property: 'temperatureC', above: 70, deadband: 10 },
      reactionLimitMs: 60_000,
      actions: [
        STOP,
        { do: 'flyTo', clause: '7.2.11-4' },
        { do: 'openCamera', clause: '7.2.11-2' },
        {
          do: 'broadcast',
          text: {
            zh: '充电端口过热，已自动断电，请勿靠近。',
            en: 'A charging port is overheating and was switched off. Keep away.',
          },
          level: 'emergency',
          within: 'near',
          clause: '7.2.11-2',
        },
        { do: 'notify', clause: '7.2.11-2' },
      ],
    },
    {
      code: 'charging.overload',
      label: { zh: '充电过载', en: 'Charging overload' },
      priority: 1,
      clause: '7.2.11-1',
      kinds: PORTS,
      when: { event: 'overload', holdMs: 60_000 },
      reactionLimitMs: 60_000,
      actions: [STOP, { do: 'openCamera', clause: '7.2.11-2' }, { do: 'notify', clause: '7.2.11-2' }],
    },
    {
      code: 'charging.surge',
      label: { zh: '浪涌保护动作', en: 'Surge protection tripped' },
      priority: 2,
      clause: '7.2.11-1',
      when: { event: 'surge', holdMs: 60_000 },
      actions: [{ do: 'notify', clause: '7.2.11-2' }],
    },
    {
      code: 'charging.noLoad',
      label: { zh: '空载', en: 'No load' },
      priority: 4,
      clause: '7.2.11-1',
      kinds: PORTS,
      when: { event: 'noLoad', holdMs: 60_000 },
    },
    {
      code: 'charging.selfTestFail',
      label: { zh: '自检失败', en: 'Self-test failed' },
      priority: 3,
      clause: '7.2.11-1',
      when: { event: 'selfTestFail', holdMs: 60_000 },
      fault: true,
      actions: [{ do: 'notify', clause: '7.2.11-2' }],
    },
    {
      code: 'charging.full',
      label: { zh: '充满自停', en: 'Stopped when full' },
      priority: 4,
      clause: '7.2.11-1',
      kinds: PORTS,
      when: { event: 'full', holdMs: 10_000 },
    },
  ],
});
