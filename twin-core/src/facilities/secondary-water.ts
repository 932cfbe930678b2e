import { defineFacility } from '../facility.ts';
import { FAULT, flag, quantity } from '../observed-property.ts';

const NOTIFY = [{ do: 'notify', clause: '6.4.2-5' }] as const;

/** Secondary water supply, clause 6.4.2-5: tanks, pumps and the quality of the water. */
export const secondaryWater = defineFacility({
  id: 'secondary-water',
  label: { zh: '二次供水', en: 'Secondary water supply' },
  clause: '6.4.2-5',
  symbol:
    'M4 9h6.5V6.5H7V4h10v2.5h-3.5V9H16a5 5 0 0 1 5 5v1.5h-5V14H4zM18.5 17c1.3 1.7 2 2.7 2 3.5a2 2 0 0 1-4 0c0-.8.7-1.8 2-3.5z',
  deviceKinds: {
    'water-tank': {
      label: { zh: '二次供水水箱', en: 'Water tank' },
      symbol: 'M3 5h18v15H3zM5.5 7.5V12c2-1.5 3.5-1.5 5.5 0s5 1.5 7.5 0V7.5zM9 2h6v2H9z',
      ifc: ['IfcTank.STORAGE', 'IfcTank'],
      silenceAfterMs: 180_000,
      datastreams: {
        tankLevelM: quantity(['水箱液位', 'Tank level'], 'm', 2, [0, 30]),
        doorOpen: flag(['人孔盖', 'Hatch'], ['关闭', 'closed'], ['打开', 'open']),
      },
    },
    'water-quality': {
      label: { zh: '水质监测点', en: 'Water quality' },
      symbol: 'M12 2c4 5 6.5 8.5 6.5 12.5a6.5 6.5 0 0 1-13 0C5.5 10.5 8 7 12 2zM8 14.5a4 4 0 0 0 4 4v-2a2 2 0 0 1-2-2z',
      ifc: ['IfcSensor.PHSENSOR', 'IfcSensor.IDENTIFIERSENSOR'],
      silenceAfterMs: 180_000,
      datastreams: {
        ph: quantity(['酸碱度', 'pH'], 'pH', 2, [0, 14]),
        turbidityNtu: quantity(['浊度', 'Turbidity'], 'NTU', 2, [0, 1000]),
        residualChlorineMgL: quantity(['余氯', 'Residual chlorine'], 'mg/L', 2, [0, 20]),
        temperatureC: quantity(['水温', 'Temperature'], '°C', 1, [-10, 100]),
      },
    },
    pump: {
      label: { zh: '给水泵组', en: 'Water pump' },
      ifc: ['IfcPump'],
      silenceAfterMs: 120_000,
      datastreams: {
        pressureMpa: quantity(['供水压力', 'Supply pressure'], 'MPa', 3, [0, 4]),
        flowM3H: quantity(['流量', 'Flow'], 'm³/h', 1, [0, 1000]),
        running: flag(['运行', 'Running'], ['停止', 'stopped'], ['运行', 'running']),
        fault: FAULT,
      },
    },
  },
  alarms: [
    {
      // Below a third of the usual 2.4 m the pumps draw air.
      code: 'water.tank',
      label: { zh: '水箱液位低', en: 'Tank level low' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-tank'],
      when: { property: 'tankLevelM', below: 0.8, deadband: 0.1 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // The overflow stands at 2.8 m.
      code: 'water.tankHigh',
      label: { zh: '水箱液位高', en: 'Tank level high' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-tank'],
      when: { property: 'tankLevelM', above: 2.7, deadband: 0.1 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      code: 'water.tankOpened',
      label: { zh: '水箱人孔盖打开', en: 'Tank hatch opened' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-tank'],
      when: { property: 'doorOpen', equals: 1 },
      actions: [{ do: 'openCamera', clause: '6.4.2-5' }, ...NOTIFY],
    },
    {
      // GB 5749-2022: free chlorine at the end of the network at least 0.05 mg/L.
      code: 'water.quality',
      label: { zh: '余氯偏低', en: 'Residual chlorine low' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-quality'],
      when: { property: 'residualChlorineMgL', below: 0.05, deadband: 0.02 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      // GB 5749-2022: turbidity at most 1 NTU.
      code: 'water.turbidity',
      label: { zh: '浊度超限', en: 'Turbidity above limit' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-quality'],
      when: { property: 'turbidityNtu', above: 1, deadband: 0.1 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      // GB 5749-2022: pH 6.5 to 8.5.
      code: 'water.phLow',
      label: { zh: '酸碱度偏低', en: 'pH low' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-quality'],
      when: { property: 'ph', below: 6.5, deadband: 0.1 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      // GB 5749-2022: pH 6.5 to 8.5.
      code: 'water.phHigh',
      label: { zh: '酸碱度偏高', en: 'pH high' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['water-quality'],
      when: { property: 'ph', above: 8.5, deadband: 0.1 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      // The lowest zone of this estate is fed with 0.45 MPa; at half of it the upper storeys run dry.
      code: 'water.pressureLow',
      label: { zh: '供水压力低', en: 'Supply pressure low' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['pump'],
      when: { property: 'pressureMpa', below: 0.25, deadband: 0.03 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      code: 'water.pumpFault',
      label: { zh: '给水泵故障', en: 'Water pump fault' },
      priority: 2,
      clause: '6.4.2-5',
      kinds: ['pump'],
      when: { property: 'fault', equals: 1 },
      fault: true,
      actions: NOTIFY,
    },
  ],
});
