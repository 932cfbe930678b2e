import { defineFacility } from '../facility.ts';

const YES_NO = [
  { zh: '否', en: 'no' },
  { zh: '是', en: 'yes' },
] as const;

const ARMED = {
  label: { zh: '布防', en: 'Armed' },
  unit: '',
  type: 'boolean',
  words: [
    { zh: '撤防', en: 'disarmed' },
    { zh: '布防', en: 'armed' },
  ],
} as const;

const ARMING = {
  arm: { label: { zh: '布防', en: 'Arm' } },
  disarm: { label: { zh: '撤防', en: 'Disarm' }, confirm: true },
} as const;

/** Perimeter protection, clause 7.2.4 and its explanation E6.1.4. */
export const perimeter = defineFacility({
  id: 'perimeter',
  label: { zh: '周界防护', en: 'Perimeter' },
  clause: '7.2.4',
  symbol: 'M4 3h3v18H4zM10.5 3h3v18h-3zM17 3h3v18h-3zM2 7h20v2.5H2zM2 14.5h20V17H2z',
  deviceKinds: {
    'pulse-fence-zone': {
      label: { zh: '脉冲电子围栏防区', en: 'Pulse fence zone' },
      ifc: ['IfcSensor.CONTACTSENSOR'],
      silenceAfterMs: 60_000,
      commands: ARMING,
      datastreams: {
        lineVoltageKv: {
          label: { zh: '线路电压', en: 'Line voltage' },
          unit: 'kV',
          type: 'number',
          decimals: 2,
          range: [0, 15],
        },
        armed: ARMED,
        tamper: { label: { zh: '防拆', en: 'Tamper' }, unit: '', type: 'boolean', words: YES_NO },
        lineBroken: { label: { zh: '断线', en: 'Line broken' }, unit: '', type: 'boolean', words: YES_NO },
      },
    },
    'infrared-beam': {
      label: { zh: '红外对射', en: 'Infrared beam' },
      ifc: ['IfcSensor.MOVEMENTSENSOR'],
      silenceAfterMs: 60_000,
      commands: ARMING,
      datastreams: {
        signalPct: { label: { zh: '信号强度', en: 'Signal' }, unit: '%', type: 'number', decimals: 0, range: [0, 100] },
        armed: ARMED,
        tamper: { label: { zh: '防拆', en: 'Tamper' }, unit: '', type: 'boolean', words: YES_NO },
      },
    },
    'perimeter-analytics': {
      label: { zh: '视频周界', en: 'Video perimeter' },
      ifc: ['IfcAudioVisualAppliance.CAMERA'],
      silenceAfterMs: 60_000,
      commands: ARMING,
      datastreams: {
        armed: ARMED,
        tamper: { label: { zh: '遮挡', en: 'Covered' }, unit: '', type: 'boolean', words: YES_NO },
        framesPerSecond: {
          label: { zh: '帧率', en: 'Frame rate' },
          unit: 'fps',
          type: 'number',
          decimals: 0,
          range: [0, 120],
        },
      },
    },
    'siren-strobe': {
      label: { zh: '声光报警器', en: 'Siren and strobe' },
      ifc: ['IfcAlarm.SIREN', 'IfcAlarm.LIGHT', 'IfcAlarm'],
      silenceAfterMs: 120_000,
      commands: {
        on: { label: { zh: '鸣响', en: 'Sound' }, confirm: true },
        off: { label: { zh: '静默', en: 'Silence' } },
      },
      datastreams: {
        on: {
          label: { zh: '状态', en: 'State' },
          unit: '',
          type: 'boolean',
          words: [
            { zh: '静默', en: 'quiet' },
            { zh: '鸣响', en: 'sounding' },
          ],
        },
      },
    },
  },
  alarms: [
    {
      code: 'perimeter.intrusion',
      label: { zh: '周界入侵', en: 'Perimeter intrusion' },
      priority: 1,
      clause: '7.2.4-1',
      kinds: ['pulse-fence-zone', 'infrared-beam', 'perimeter-analytics'],
      when: { event: 'intrusion', holdMs: 60_000 },
      mergeWithinMs: 10_000,
      unless: { property: 'armed', equals: 0 },
      latched: true,
      reactionLimitMs: 60_000,
      actions: [
        { do: 'command', command: 'on', kinds: ['siren-strobe'], within: 'zone', clause: '7.2.4-2' },
        {
          do: 'command',
          command: 'on',
          args: { forS: 600 },
          kinds: ['street-lamp'],
          within: 'near',
          count: 2,
          clause: '7.2.4-2',
        },
        { do: 'flyTo', clause: '7.2.4-3' },
        { do: 'openCamera', clause: '7.2.4-4' },
        {
          do: 'broadcast',
          text: {
            zh: '您已进入周界防护区域，请立即离开。',
            en: 'You have entered a protected area. Please leave at once.',
          },
          level: 'prompt',
          within: 'near',
          clause: '7.2.4-2',
        },
        { do: 'notify', clause: 'E6.1.4-4' },
      ],
    },
    {
      code: 'perimeter.tamper',
      label: { zh: '围栏防拆', en: 'Fence tamper' },
      priority: 2,
      clause: '7.2.4-1',
      kinds: ['pulse-fence-zone', 'infrared-beam', 'perimeter-analytics'],
      when: { property: 'tamper', equals: 1 },
      actions: [
        { do: 'openCamera', clause: '7.2.4-4' },
        { do: 'notify', clause: 'E6.1.4-4' },
      ],
    },
    {
      code: 'perimeter.lineFault',
      label: { zh: '围栏断线', en: 'Fence line broken' },
      priority: 2,
      clause: '7.2.4-1',
      kinds: ['pulse-fence-zone'],
      when: { property: 'lineBroken', equals: 1 },
      fault: true,
    },
    {
      // Pulse fences run at 5–10 kV peak; below half of the lower bound the line no longer deters (GB/T 7946 gives the 5–10 kV range).
      code: 'perimeter.lowVoltage',
      label: { zh: '围栏电压低', en: 'Fence voltage low' },
      priority: 3,
      clause: '7.2.4-1',
      kinds: ['pulse-fence-zone'],
      when: { property: 'lineVoltageKv', below: 2.5, deadband: 0.5 },
      onDelayMs: 5_000,
      fault: true,
    },
  ],
});
