import { defineFacility } from '../facility.ts';
import { flag, quantity, stateOf } from '../observed-property.ts';

const LIFT = {
  silenceAfterMs: 60_000,
  datastreams: {
    floor: quantity(['楼层', 'Floor'], '', 0, [-10, 200]),
    direction: stateOf(['运行方向', 'Direction'], {
      stopped: ['停止', 'stopped'],
      up: ['上行', 'up'],
      down: ['下行', 'down'],
    }),
    speedMps: quantity(['速度', 'Speed'], 'm/s', 2, [0, 20]),
    doorState: stateOf(['轿门', 'Door'], { closed: ['关闭', 'closed'], open: ['打开', 'open'] }),
    personInside: flag(['轿厢内有人', 'Person inside'], ['无人', 'empty'], ['有人', 'occupied']),
    trapped: flag(['困人', 'Trapped'], ['否', 'no'], ['是', 'yes']),
    faultCode: quantity(['故障代码', 'Fault code'], '', 0, [0, 9999]),
    mode: stateOf(['运行模式', 'Mode'], {
      normal: ['正常', 'normal'],
      doorHeld: ['开门保持', 'door held'],
      toGround: ['迫降首层', 'recalled to the ground floor'],
      outOfService: ['停止服务', 'out of service'],
    }),
  },
  commands: {
    toGround: { label: { zh: '迫降首层', en: 'Send to the ground floor' }, confirm: true },
    holdDoor: {
      label: { zh: '保持开门', en: 'Hold the door' },
      args: {
        forS: {
          label: { zh: '时长', en: 'For' },
          type: 'number',
          range: [5, 600],
          unit: 's',
          optional: true,
        },
      },
    },
    release: { label: { zh: '恢复运行', en: 'Back to normal' } },
  },
} as const;

/** A car with a flame in it. */
const FIRE_LIFT =
  'M4 2h16v20H4zM12.400 5.500c-1.300 1.700-1.700 3.500-1.500 5.700-.7-.3-1.100-.8-1.300-1.800C8.500 10.400 7.500 12 7.500 14a4.500 4.500 0 0 0 9 0c0-3.700-3.600-5.400-4.100-8.500z';

/** Lifts, clause 6.4.2-5: what GB/T 24476 has lifts report. */
export const elevator = defineFacility({
  id: 'elevator',
  label: { zh: '电梯', en: 'Lifts' },
  clause: '6.4.2-5',
  symbol: 'M4 2h16v20H4zM6.5 4.5v15h4.6v-15zM12.9 4.5v15h4.6v-15zM8.8 8l1.7 3H7.1zM15.2 16l-1.7-3h3.4z',
  deviceKinds: {
    elevator: { ...LIFT, label: { zh: '电梯', en: 'Lift' }, ifc: ['IfcTransportElement.ELEVATOR'] },
    // GB 50016-2014, 7.3: lifts that fire fighters use.
    'fire-lift': { ...LIFT, label: { zh: '消防电梯', en: 'Fire lift' }, symbol: FIRE_LIFT },
  },
  alarms: [
    {
      code: 'elevator.trapped',
      label: { zh: '电梯困人', en: 'People trapped in a lift' },
      priority: 1,
      clause: '6.4.2-5',
      when: { property: 'trapped', equals: 1 },
      actions: [
        { do: 'openCamera', clause: '6.4.2-5' },
        { do: 'flyTo', clause: '6.4.2-5' },
        { do: 'notify', clause: '6.4.2-5' },
        { do: 'callList', clause: '6.4.2-5' },
      ],
    },
    {
      // Codes are the maker's; 0 is none.
      code: 'elevator.fault',
      label: { zh: '电梯故障', en: 'Lift fault' },
      priority: 1,
      clause: '6.4.2-5',
      when: { property: 'faultCode', above: 0 },
      onDelayMs: 3_000,
      fault: true,
      actions: [{ do: 'notify', clause: '6.4.2-5' }],
    },
  ],
});
