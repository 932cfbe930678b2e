import { defineFacility } from '../facility.ts';
import { FAULT, flag, quantity } from '../observed-property.ts';

const PRESSURE = quantity(['水压', 'Pressure'], 'MPa', 3, [0, 4]);
const OPEN = flag(['开闭', 'Position'], ['关闭', 'closed'], ['打开', 'open']);
const RUNNING = flag(['运行', 'Running'], ['停止', 'stopped'], ['运行', 'running']);
const AUTO = flag(['控制方式', 'Control'], ['手动', 'manual'], ['自动', 'automatic']);
const NOTIFY = [{ do: 'notify', clause: '7.2.8-3' }] as const;

/** Fire facilities, clause 7.2.8: watched only; the building's own fire system is their master (E6.1.7-1). */
export const fireFacilities = defineFacility({
  id: 'fire-facilities',
  label: { zh: '消防设施', en: 'Fire facilities' },
  clause: '7.2.8',
  supervisedOnly: true,
  symbol:
    'M12 2a5 5 0 0 1 4.6 3H18v3h-1.5v2H20v5h-3.5v4H19v3H5v-3h2.5v-4H4v-5h3.5V8H6V5h1.4A5 5 0 0 1 12 2zM12 10a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  deviceKinds: {
    'fire-lane-sensor': {
      label: { zh: '消防车道占用检测', en: 'Fire lane sensor' },
      symbol: 'M4 21 9 3h2l-.5 18zM20 21 15 3h-2l.5 18zM11.2 5h1.6v3h-1.6zM11.2 10.5h1.6v3.5h-1.6zM11.2 17h1.6v4h-1.6z',
      ifc: ['IfcSensor.MOVEMENTSENSOR'],
      silenceAfterMs: 120_000,
      datastreams: {
        occupied: flag(['占用', 'Occupied'], ['畅通', 'free'], ['占用', 'occupied']),
        occupiedForS: quantity(['占用时长', 'Occupied for'], 's', 0, [0, 604_800]),
      },
    },
    'fire-door-monitor': {
      label: { zh: '常闭防火门监控', en: 'Fire door monitor' },
      symbol: 'M5 2h14v20H5zM7.5 4.5v15h9v-15zM9 6l6 2.5v11L9 18zM12.5 12.5a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
      ifc: ['IfcSensor.CONTACTSENSOR'],
      silenceAfterMs: 300_000,
      datastreams: {
        open: OPEN,
        openForS: quantity(['开启时长', 'Open for'], 's', 0, [0, 604_800]),
        batteryPct: quantity(['电量', 'Battery'], '%', 0, [0, 100]),
      },
    },
    hydrant: {
      label: { zh: '消火栓', en: 'Hydrant' },
      ifc: ['IfcFireSuppressionTerminal.FIREHYDRANT', 'IfcSensor.PRESSURESENSOR'],
      silenceAfterMs: 300_000,
      datastreams: { pressureMpa: PRESSURE, batteryPct: quantity(['电量', 'Battery'], '%', 0, [0, 100]) },
    },
    'riser-inlet': {
      label: { zh: '消防竖管进水口', en: 'Riser inlet' },
      symbol:
        'M2 7h7v3.500h2.500V3h3.500v18h-3.500v-7.500H9V17H2v-3h4v-4H2zM17 5h5v3h-5zM17 10.500h5v3h-5zM17 16h5v3h-5z',
      ifc: ['IfcFireSuppressionTerminal.BREECHINGINLET'],
      silenceAfterMs: 900_000,
      datastreams: { pressureMpa: PRESSURE },
    },
    'riser-outlet': {
      label: { zh: '消防竖管出水口', en: 'Riser outlet' },
      symbol: 'M3 2h3.500v20H3zM6.500 9H12V6.500h3V9h3v6h-3v2.500h-3V15H6.500zM19 8h2.500v8H19z',
      silenceAfterMs: 900_000,
      datastreams: { open: OPEN },
    },
    'sprinkler-end': {
      label: { zh: '喷淋末端', en: 'Sprinkler end point' },
      symbol:
        'M10.5 2h3v5H17v2.5h-3.5V11h3v2h-9v-2h3V9.5H7V7h3.5zM7.5 15 5 21l-1.8-.8L5.7 14.3zM16.5 15 19 21l1.8-.8-2.5-5.9zM11 15h2v7h-2z',
      ifc: ['IfcFireSuppressionTerminal.SPRINKLER'],
      silenceAfterMs: 300_000,
      datastreams: { pressureMpa: PRESSURE, flowLs: quantity(['流量', 'Flow'], 'L/s', 2, [0, 100]) },
    },
    'fire-tank': {
      label: { zh: '消防水箱', en: 'Fire water tank' },
      symbol:
        'M12 1c2.200 2.400 3.500 4 3.500 5.700a3.500 3.500 0 0 1-7 0C8.500 5 9.800 3.400 12 1zM2 11h2.500v8.500h15V11H22v11H2zM6 13.500h12v4.500H6z',
      ifc: ['IfcTank.STORAGE', 'IfcTank'],
      silenceAfterMs: 300_000,
      datastreams: { levelM: quantity(['水位', 'Level'], 'm', 2, [0, 30]) },
    },
    'fire-pump': {
      label: { zh: '消防水泵', en: 'Fire pump' },
      symbol:
        'M11 5h10v4.5h-3.2A7.5 7.5 0 1 1 11 5zM10.5 8a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM4 20h13v2H4z',
      ifc: ['IfcPump'],
      silenceAfterMs: 180_000,
      datastreams: {
        running: RUNNING,
        auto: AUTO,
        fault: FAULT,
        pressureMpa: quantity(['出口压力', 'Outlet pressure'], 'MPa', 3, [0, 4]),
        flowLs: quantity(['流量', 'Flow'], 'L/s', 1, [0, 500]),
      },
    },
    'smoke-fan': {
      label: { zh: '防排烟风机', en: 'Smoke control fan' },
      symbol:
        'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zM12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM11 11c-1.5-2-1-4.5 1-5.5 2 1.5 2.2 3.5 1.2 5.3zM13 12.5c2.5-.3 4.5 1.2 4.6 3.4-2.3.8-4.1 0-5.1-1.7zM10.5 13.2c-1 2.3-3.3 3.3-5.2 2.2.4-2.4 2-3.6 4.1-3.5z',
      ifc: ['IfcFan'],
      silenceAfterMs: 180_000,
      datastreams: {
        running: RUNNING,
        auto: AUTO,
        fault: FAULT,
        airflowM3Min: quantity(['风量', 'Airflow'], 'm³/min', 0, [0, 10_000]),
      },
    },
    'smoke-damper': {
      label: { zh: '排烟防火阀', en: 'Smoke damper' },
      symbol: 'M3 3h18v18H3zM5.5 5.5v13h13v-13zM7 7.7l9-2 1 1.8-9 2zM7 11.9l9-2 1 1.8-9 2zM7 16.1l9-2 1 1.8-9 2z',
      ifc: ['IfcDamper'],
      silenceAfterMs: 300_000,
      datastreams: { open: OPEN, fault: FAULT },
    },
  },
  events: { vehicle: { label: { zh: '占道车辆抓拍', en: 'Vehicle recorded' }, family: 'fireLane' } },
  alarms: [
    {
      // Letting somebody out takes less than half a minute; who stands longer blocks the lane.
      code: 'fireLane.occupied',
      label: { zh: '消防车道占用', en: 'Fire lane occupied' },
      priority: 2,
      clause: '7.2.8-1',
      kinds: ['fire-lane-sensor'],
      when: { property: 'occupied', equals: 1 },
      onDelayMs: 30_000,
      offDelayMs: 5_000,
      reactionLimitMs: 300_000,
      actions: [
        {
          do: 'broadcast',
          text: {
            zh: '您的车辆占用了消防车道，请立即驶离。',
            en: 'Your vehicle blocks a fire lane. Please move it at once.',
          },
          level: 'prompt',
          within: 'near',
          clause: '7.2.8-1',
        },
        { do: 'openCamera', clause: '7.2.8-1' },
        { do: 'notify', clause: '7.2.8-1' },
      ],
    },
    {
      // A door that is passed through closes itself within a minute.
      code: 'fireDoor.abnormalOpen',
      label: { zh: '常闭防火门异常打开', en: 'Fire door left open' },
      priority: 2,
      clause: '7.2.8-2',
      kinds: ['fire-door-monitor'],
      when: { property: 'open', equals: 1 },
      onDelayMs: 60_000,
      reactionLimitMs: 600_000,
      actions: [{ do: 'notify', clause: '7.2.8-2' }],
    },
    {
      // GB 50974-2014, 5.2.2: static pressure at the most unfavourable hydrant of high residential buildings at least 0.07 MPa.
      code: 'fireWater.abnormal',
      label: { zh: '消火栓水压低', en: 'Hydrant pressure low' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['hydrant'],
      when: { property: 'pressureMpa', below: 0.07, deadband: 0.01 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // GB 50974-2014, 5.2.2: at least 0.10 MPa for automatic sprinklers.
      code: 'fireWater.sprinklerPressure',
      label: { zh: '喷淋水压低', en: 'Sprinkler pressure low' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['sprinkler-end'],
      when: { property: 'pressureMpa', below: 0.1, deadband: 0.01 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // Tanks of this estate are 2 m deep when full; a lower tank does not hold the reserve any more.
      code: 'fireWater.tankLow',
      label: { zh: '消防水箱水位低', en: 'Fire tank level low' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['fire-tank'],
      when: { property: 'levelM', below: 1.5, deadband: 0.1 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      code: 'fireWater.pumpNotAuto',
      label: { zh: '消防泵未处于自动状态', en: 'Fire pump not on automatic' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['fire-pump'],
      when: { property: 'auto', equals: 0 },
      onDelayMs: 60_000,
      actions: NOTIFY,
    },
    {
      code: 'fireWater.pumpFault',
      label: { zh: '消防泵故障', en: 'Fire pump fault' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['fire-pump'],
      when: { property: 'fault', equals: 1 },
      fault: true,
      actions: NOTIFY,
    },
    {
      code: 'smokeControl.abnormal',
      label: { zh: '防排烟设备故障', en: 'Smoke control fault' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['smoke-fan', 'smoke-damper'],
      when: { property: 'fault', equals: 1 },
      fault: true,
      actions: NOTIFY,
    },
    {
      code: 'smokeControl.notAuto',
      label: { zh: '防排烟风机未处于自动状态', en: 'Smoke fan not on automatic' },
      priority: 2,
      clause: '7.2.8-3',
      kinds: ['smoke-fan'],
      when: { property: 'auto', equals: 0 },
      onDelayMs: 60_000,
      actions: NOTIFY,
    },
  ],
});
