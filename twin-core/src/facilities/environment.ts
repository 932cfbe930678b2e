import { defineFacility } from '../facility.ts';

const TEMPERATURE = {
  label: { zh: '温度', en: 'Temperature' },
  unit: '°C',
  type: 'number',
  decimals: 1,
  range: [-60, 80],
} as const;
const HUMIDITY = {
  label: { zh: '湿度', en: 'Humidity' },
  unit: '%RH',
  type: 'number',
  decimals: 0,
  range: [0, 100],
} as const;
const mass = (zh: string, en: string, max: number) =>
  ({ label: { zh, en }, unit: 'mg/m³', type: 'number', decimals: 3, range: [0, max] }) as const;

const NOTIFY = [{ do: 'notify', clause: '7.2.13-2' }] as const;

/** Environment and weather, clauses 7.2.13, 5.7.2, 5.7.4, 5.7.5 and E4.2.1. */
export const environment = defineFacility({
  id: 'environment',
  label: { zh: '环境监测', en: 'Environment' },
  clause: '7.2.13',
  symbol:
    'M20 3c-9 0-15 4-15 11 0 1.5.4 2.8 1 3.9C8 13 11.5 10 16 8.5 11.5 11.5 8.3 15 7 20.5l2 .5c.3-1.1.6-2 1-2.8C17.5 19 20.5 12 20 3z',
  deviceKinds: {
    'air-station': {
      label: { zh: '空气质量站', en: 'Air quality station' },
      silenceAfterMs: 120_000,
      datastreams: {
        pm25: { label: { zh: 'PM2.5', en: 'PM2.5' }, unit: 'µg/m³', type: 'number', decimals: 0, range: [0, 2000] },
        pm10: { label: { zh: 'PM10', en: 'PM10' }, unit: 'µg/m³', type: 'number', decimals: 0, range: [0, 5000] },
        temperatureC: TEMPERATURE,
        humidityPct: HUMIDITY,
      },
    },
    'weather-station': {
      label: { zh: '气象站', en: 'Weather station' },
      ifc: ['IfcSensor.WINDSENSOR'],
      silenceAfterMs: 120_000,
      datastreams: {
        temperatureC: TEMPERATURE,
        humidityPct: HUMIDITY,
        windSpeedMps: {
          label: { zh: '风速', en: 'Wind speed' },
          unit: 'm/s',
          type: 'number',
          decimals: 1,
          range: [0, 100],
        },
        windDirDeg: {
          label: { zh: '风向', en: 'Wind direction' },
          unit: '°',
          type: 'number',
          decimals: 0,
          range: [0, 360],
        },
        rainMmH: { label: { zh: '雨强', en: 'Rain rate' }, unit: 'mm/h', type: 'number', decimals: 1, range: [0, 500] },
        pressureHpa: {
          label: { zh: '气压', en: 'Pressure' },
          unit: 'hPa',
          type: 'number',
          decimals: 1,
          range: [500, 1100],
        },
      },
    },
    'noise-meter': {
      label: { zh: '噪声监测点', en: 'Noise meter' },
      ifc: ['IfcSensor.SOUNDSENSOR'],
      silenceAfterMs: 120_000,
      datastreams: {
        noiseDba: {
          label: { zh: '等效声级', en: 'LAeq' },
          unit: 'dB(A)',
          type: 'number',
          decimals: 1,
          range: [0, 150],
        },
      },
    },
    'indoor-air': {
      label: { zh: '室内空气监测点', en: 'Indoor air monitor' },
      ifc: ['IfcSensor.CO2SENSOR', 'IfcSensor.TEMPERATURESENSOR', 'IfcSensor.HUMIDITYSENSOR'],
      silenceAfterMs: 180_000,
      datastreams: {
        co2Pct: { label: { zh: '二氧化碳', en: 'CO₂' }, unit: '%', type: 'number', decimals: 3, range: [0, 10] },
        coMgM3: mass('一氧化碳', 'CO', 1000),
        hchoMgM3: mass('甲醛', 'Formaldehyde', 100),
        tvocMgM3: mass('总挥发性有机物', 'TVOC', 1000),
        temperatureC: TEMPERATURE,
        humidityPct: HUMIDITY,
      },
    },
    'flood-level': {
      label: { zh: '内涝液位计', en: 'Flood level' },
      symbol:
        'M4 2h3v20H4zM8.5 4H13v2H8.5zM8.5 8.5H13v2H8.5zM10 14c2.5-2 4.5-2 7 0 1.2 1 2.4 1 4 0v3c-2 1.3-4 1.3-6 0-2-1.5-3-1.5-5 0zM10 19c2-1.5 3-1.5 5 0 2 1.3 4 1.3 6 0v3H10z',
      silenceAfterMs: 180_000,
      datastreams: {
        levelM: {
          label: { zh: '积水深度', en: 'Water depth' },
          unit: 'm',
          type: 'number',
          decimals: 2,
          range: [0, 20],
        },
        rateMH: {
          label: { zh: '上涨速度', en: 'Rising' },
          unit: 'm/h',
          type: 'number',
          decimals: 2,
          range: [-100, 100],
        },
      },
    },
    'thermal-point': {
      label: { zh: '热环境监测点', en: 'Thermal environment point' },
      ifc: ['IfcSensor.TEMPERATURESENSOR'],
      silenceAfterMs: 120_000,
      datastreams: {
        temperatureC: TEMPERATURE,
        humidityPct: HUMIDITY,
        wbgtC: { label: { zh: '湿球黑球温度', en: 'WBGT' }, unit: '°C', type: 'number', decimals: 1, range: [-60, 80] },
      },
    },
  },
  alarms: [
    {
      // GB 3095-2012 class II, 24-hour mean: 75 µg/m³, applied to the momentary value. The clause is read as a warning within 5 s; a site that
      // wants calmer ones sets a longer delay.
      code: 'env.exceed',
      label: { zh: 'PM2.5 超限', en: 'PM2.5 above limit' },
      priority: 3,
      clause: '7.2.13-2',
      kinds: ['air-station'],
      when: { property: 'pm25', above: 75, deadband: 10 },
      onDelayMs: 3_000,
      actions: NOTIFY,
    },
    {
      // GB 3096-2008 class 1 (residential), day: 55 dB(A).
      code: 'env.noise',
      label: { zh: '噪声超限', en: 'Noise above limit' },
      priority: 4,
      clause: '5.7.4',
      kinds: ['noise-meter'],
      when: { property: 'noiseDba', above: 55, deadband: 3 },
      onDelayMs: 60_000,
    },
    {
      // GB/T 18883-2022: CO 10 mg/m³ (1-hour mean). In a garage the usual sign of failed ventilation.
      code: 'env.co',
      label: { zh: '一氧化碳超限', en: 'CO above limit' },
      priority: 2,
      clause: 'E4.2.1',
      kinds: ['indoor-air'],
      when: { property: 'coMgM3', above: 10, deadband: 2 },
      onDelayMs: 3_000,
      actions: NOTIFY,
    },
    {
      // A warning of the weather service, taken in by the station.
      code: 'env.severe',
      label: { zh: '恶劣天气预警', en: 'Severe weather warning' },
      priority: 2,
      clause: 'E6.1.11-2',
      kinds: ['weather-station'],
      when: { event: 'severe', holdMs: 1_800_000 },
      actions: [...NOTIFY, { do: 'alertOut', clause: 'E4.3.1-3' }],
    },
    {
      // GB/T 28591-2012: 17.2 m/s is gale, force 8.
      code: 'env.gale',
      label: { zh: '大风', en: 'Gale' },
      priority: 2,
      clause: 'E6.1.11-2',
      kinds: ['weather-station'],
      when: { property: 'windSpeedMps', above: 17.2, deadband: 3 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // 20 mm in an hour is short-time heavy rain to the China Meteorological Administration.
      code: 'env.downpour',
      label: { zh: '短时强降水', en: 'Downpour' },
      priority: 2,
      clause: 'E6.1.11-2',
      kinds: ['weather-station'],
      when: { property: 'rainMmH', above: 20, deadband: 5 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // The orange warning of heat of the China Meteorological Administration begins at 37 °C.
      code: 'env.heat',
      label: { zh: '高温', en: 'Heat' },
      priority: 2,
      clause: 'E6.1.11-2',
      kinds: ['weather-station'],
      when: { property: 'temperatureC', above: 37, deadband: 1 },
      onDelayMs: 30_000,
      actions: NOTIFY,
    },
    {
      // GB 50014-2021, 4.1.4: no more than 0.15 m of water on a lane.
      code: 'env.flood',
      label: { zh: '内涝', en: 'Flooding' },
      priority: 1,
      clause: '5.8.5-3',
      kinds: ['flood-level'],
      when: { property: 'levelM', above: 0.15, deadband: 0.05 },
      onDelayMs: 10_000,
      actions: [
        {
          do: 'broadcast',
          text: {
            zh: '此处积水较深，请绕行，不要驶入地下车库。',
            en: 'Deep water here. Take another way and do not drive into the garage.',
          },
          level: 'emergency',
          within: 'near',
          clause: '5.8.5-3',
        },
        { do: 'openCamera', clause: '5.8.5-3' },
        ...NOTIFY,
      ],
    },
  ],
});
